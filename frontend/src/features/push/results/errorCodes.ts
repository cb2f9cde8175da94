import type { ErrorCode } from '../types'

interface Explanation {
  meaning: string
  whatToDo: string
}

/** What each code means for an author, and what to do about it. */
export const ERROR_CODES: Record<ErrorCode, Explanation> = {
  conflict: {
    meaning: 'Changed in ServiceNow since it was last read; nothing was written',
    whatToDo: 'Compare both texts and choose or merge; then push again.',
  },
  deleted_in_servicenow: {
    meaning: 'The record is gone in ServiceNow, or hidden from the service account',
    whatToDo: 'Ask the ServiceNow administrator to restore it or the access to it, or discard the edit.',
  },
  auth_expired: {
    meaning: 'ServiceNow refused the sign-in',
    whatToDo: 'An administrator corrects the credentials under Connection; then retry.',
  },
  forbidden: {
    meaning: 'The service account may not write these records',
    whatToDo: 'Ask the ServiceNow administrator for write access to the record and the field.',
  },
  rejected_by_rule: {
    meaning: 'A rule in ServiceNow refused the change',
    whatToDo: 'Read the rule’s message, satisfy it there or change the text, then push again.',
  },
  not_stored: {
    meaning: 'ServiceNow said yes but kept the old text',
    whatToDo: 'Ask the ServiceNow administrator whether the field or the record’s state can be written.',
  },
  truncated: {
    meaning: 'ServiceNow cut the text off; your whole text is kept here',
    whatToDo: 'Shorten the text, or ask the ServiceNow administrator for a longer field, then push again.',
  },
  rate_limited: {
    meaning: 'ServiceNow went on limiting requests after the waits it asked for',
    whatToDo: 'Retry later.',
  },
  servicenow_unavailable: {
    meaning: 'ServiceNow gave no answer that can be believed',
    whatToDo: 'Retry in a few minutes; each record is read first, so nothing is written twice.',
  },
  content_too_large: {
    meaning: 'The text is too long',
    whatToDo: 'Shorten the text, then push again.',
  },
  invalid_content: {
    meaning: 'The text holds something that cannot be sent',
    whatToDo: 'Edit the text, then push again.',
  },
  internal_error: {
    meaning: 'Something broke on our side',
    whatToDo: 'Retry. If it happens again, tell your administrator the reference in the message.',
  },
}
