// Generated from functions/openapi.json by `pnpm api`. Do not edit.
export const words = {
  AuthMethod: {
    basic: { credentials: ['username', 'password'], label: 'User name and password' },
    oauth_client_credentials: {
      credentials: ['client_id', 'client_secret'],
      label: 'OAuth 2.0, client credentials',
    },
    oauth_password: {
      credentials: ['username', 'password', 'client_id', 'client_secret'],
      label: 'OAuth 2.0, password',
    },
  },
  ErrorCode: {
    auth_expired: {
      meaning: 'ServiceNow refused the sign-in; what was not tried yet was left out',
      retryable: true,
      what_to_do: 'An administrator corrects the credentials under Connection; then retry the push.',
    },
    conflict: {
      meaning: 'Changed in ServiceNow since it was last read',
      retryable: false,
      what_to_do: 'Open the conflict, compare both texts and choose or merge; then push again.',
    },
    content_too_large: {
      meaning: 'The text is too long',
      retryable: false,
      what_to_do: 'Shorten the text, then push again.',
    },
    deleted_in_servicenow: {
      meaning: 'The record is gone in ServiceNow, or hidden from the service account',
      retryable: false,
      what_to_do:
        'Ask the ServiceNow administrator to restore it or the access to it, or discard the local change.',
    },
    forbidden: {
      meaning: 'The service account may not write these records',
      retryable: false,
      what_to_do: 'Ask the ServiceNow administrator for write access to the record and the field.',
    },
    internal_error: {
      meaning: 'Something broke on our side',
      retryable: true,
      what_to_do: 'Retry. If it happens again, tell your administrator the reference in the message.',
    },
    invalid_content: {
      meaning: 'The text holds something that cannot be sent',
      retryable: false,
      what_to_do: 'Edit the text, then push again.',
    },
    not_stored: {
      meaning: 'ServiceNow said yes but kept the old text',
      retryable: false,
      what_to_do:
        "Ask the ServiceNow administrator whether the service account may write the field, and whether the record's state allows it.",
    },
    rate_limited: {
      meaning: 'ServiceNow went on limiting requests after the waits it asked for',
      retryable: true,
      what_to_do:
        'Retry later, or ask the ServiceNow administrator for a higher limit for the service account.',
    },
    rejected_by_rule: {
      meaning: 'A business rule or data policy in ServiceNow refused the change',
      retryable: false,
      what_to_do: "Read the rule's message, satisfy it there or change the text, then push again.",
    },
    servicenow_unavailable: {
      meaning: 'ServiceNow gave no answer that can be believed',
      retryable: true,
      what_to_do: 'Retry in a few minutes; if it persists, ask the ServiceNow administrator.',
    },
    truncated: {
      meaning: 'ServiceNow cut the text off; your whole text is kept here',
      retryable: false,
      what_to_do:
        'Shorten the text, or ask the ServiceNow administrator for a longer field, then push again.',
    },
  },
  HoldReason: {
    conflict: {
      label: 'Conflict',
      meaning: 'The text was changed in ServiceNow meanwhile; resolve the conflict',
    },
    edited_since: {
      label: 'Edited since',
      meaning: 'It was edited after the schedule was last saved; look at it, then save the schedule again',
    },
    missing: { label: 'Missing', meaning: 'ServiceNow does not show the record any more; pull its system' },
  },
  Notify: {
    always: { label: 'After every run' },
    never: { label: 'Never' },
    problems: { label: 'Only when something was held, failed or refused' },
  },
  Outcome: {
    altered: {
      label: 'Pushed, altered',
      meaning: 'ServiceNow stored the same statement in other words or markup',
      success: true,
    },
    cancelled: { label: 'Cancelled', meaning: 'The push was cancelled before its turn', success: false },
    conflict: { label: 'Conflict', meaning: 'The text was changed in ServiceNow meanwhile', success: false },
    failed: { label: 'Failed', meaning: 'It did not come to the end; the error says why', success: false },
    skipped: {
      label: 'Skipped',
      meaning: 'There was nothing to push any more, or it was not tried',
      success: false,
    },
    succeeded: { label: 'Pushed', meaning: 'ServiceNow stored the text that was sent', success: true },
  },
  Preset: {
    control: {
      description: 'The statement is a field of the control of each system.',
      label: 'Controls',
      layout: {
        content_field: 'implementation_statement',
        mapping: {
          control_id: 'content.reference',
          control_name: 'content.name',
          system: 'profile',
          system_name: 'profile.name',
          system_table: 'sn_grc_profile',
        },
        table: 'sn_compliance_control',
      },
    },
    custom: { description: 'You name the table and its columns.', label: 'Custom' },
    objective: {
      description: 'The statement is the description of the control objective, without a system.',
      label: 'Control objectives',
      layout: {
        content_field: 'description',
        mapping: {
          control_id: 'reference',
          control_name: 'name',
          system: null,
          system_name: null,
          system_table: 'sn_grc_profile',
        },
        table: 'sn_compliance_policy_statement',
      },
    },
    statement: {
      description: 'A table of its own holds one implementation statement per control and system.',
      label: 'Compliance statements',
      layout: {
        content_field: 'u_implementation_statement',
        mapping: {
          control_id: 'control_id',
          control_name: 'control_name',
          system: 'profile',
          system_name: 'profile.name',
          system_table: 'sn_grc_profile',
        },
        table: 'sn_compliance_statement',
      },
    },
  },
  RunStatus: {
    held: { label: 'Held', meaning: 'Everything in its scope was held back, so no push was started' },
    nothing_to_push: { label: 'Nothing to push', meaning: 'No statement in its scope had an unpushed edit' },
    overlapping: {
      label: 'Overlapping',
      meaning: 'The run before it was still active, so it started nothing',
    },
    pushed: { label: 'Pushed', meaning: 'A push was started of what may go' },
    refused: { label: 'Refused', meaning: 'It was not allowed to run; the reason says why' },
  },
  TextFormatSetting: {
    auto: { label: 'Find it out' },
    html: { label: 'HTML' },
    plain: { label: 'Plain text' },
  },
} as const
