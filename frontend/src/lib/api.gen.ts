// Generated from functions/openapi.json by `pnpm api`. Do not edit.
export interface paths {
  '/api/v1/audit': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Search the audit
     * @description Newest first, without texts. A page may be short, or empty, and still have a `next_cursor`.
     */
    get: operations['searchAudit']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/audit/export': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Download the audit
     * @description A file of the records that match, newest first, without texts.
     *
     *     It holds as many as one answer can, some thousands, or none. If more remain, the headers
     *     `X-Next-Cursor` and `Link` (`rel="next"`), and `next_cursor` in JSON, lead to the next file; without them
     *     it is the last. CSV is RFC 4180 in UTF-8 with a byte order mark. A cell that a spreadsheet could take for
     *     a formula has a `'` before it, and so has one that begins with a `'`. A record that cannot be read is in a
     *     file all the same: in CSV as a line of its id and, in `details`, the reason; in JSON in `unreadable`.
     */
    get: operations['exportAudit']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/audit/{audit_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read an audit record
     * @description With the texts before and after.
     */
    get: operations['getAuditRecord']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/connection': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read the connection
     * @description Without secrets; `instance_url` is null before one was set up.
     */
    get: operations['getConnection']
    /**
     * Change the connection
     * @description Replaces the settings. Run the test afterwards.
     */
    put: operations['putConnection']
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/connection/test': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Test the connection
     * @description Of the settings sent, unsaved, or of the saved ones. Each step that failed says why and what to do.
     */
    post: operations['testConnection']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/operations': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read the stop switch
     * @description Whether writes to ServiceNow are on; who set it so, when and why.
     */
    get: operations['getOperations']
    /**
     * Stop or resume all writes
     * @description While off no worker writes to ServiceNow. Pushes wait, and go on within five minutes once it is on.
     *
     *     What is being written at that moment is finished. Checks and pulls go on; pushes can be started, and wait.
     */
    put: operations['putOperations']
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/pulls/{pull_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read a pull
     * @description How far it is, and what it found.
     */
    get: operations['getPull']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List push jobs
     * @description Newest first.
     */
    get: operations['listPushes']
    put?: never
    /**
     * Start a push
     * @description Named statements all or none: one that cannot be pushed refuses the request, naming every such one.
     *
     *     Those of a scope are added in the background: the job is `pending` and `preparing` meanwhile.
     */
    post: operations['startPush']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/check-conflicts': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Compare statements with ServiceNow
     * @description One entry per id; a record that is gone or cannot be read is an entry with `error`.
     */
    post: operations['checkConflicts']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/modified': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List statements with an unpushed edit
     * @description Ordered by system and control, AC-2 before AC-10.
     */
    get: operations['listModified']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/resolve-conflict/{statement_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Resolve a conflict
     * @description Refused when ServiceNow moved past the version that the decision was taken on.
     */
    post: operations['resolveConflict']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/{job_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read a push job
     * @description Counters always equal the sum of the items' outcomes.
     */
    get: operations['getPush']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/{job_id}/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Cancel a push job
     * @description Items not yet started end cancelled; those in flight finish, then the job ends.
     */
    post: operations['cancelPush']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/{job_id}/results': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List a job's results
     * @description Items that have an outcome; if asked for, on the same pages also those that have none yet.
     */
    get: operations['listResults']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/push/{job_id}/retry': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Retry what can be retried
     * @description A new job of the ended one's retryable failures, cancelled and halted items.
     */
    post: operations['retryPush']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List schedules
     * @description By name. The sentence is left to the call for one of them.
     */
    get: operations['listSchedules']
    put?: never
    /**
     * Create a schedule
     * @description It runs for whoever last saved it, as long as they are an administrator.
     */
    post: operations['createSchedule']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules/preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Look at a schedule before saving it
     * @description Its next runs, and what it would push as of now. Nothing is saved.
     */
    post: operations['previewSchedule']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules/runs': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List all runs
     * @description Of all schedules, newest first, also those that pushed nothing, and of schedules deleted since.
     */
    get: operations['listRuns']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules/{schedule_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read a schedule
     * @description With its next five runs, and what it would push as of now.
     */
    get: operations['getSchedule']
    /**
     * Change a schedule
     * @description Saving pins it anew. A stale `revision` answers 409 with the current schedule, and saves nothing.
     */
    put: operations['changeSchedule']
    post?: never
    /**
     * Delete a schedule
     * @description Its runs stay in the history, and a push that it started goes on.
     */
    delete: operations['deleteSchedule']
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules/{schedule_id}/run': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Run a schedule now
     * @description As if it were due, also while it is switched off. The push, if there is one, runs in the background.
     */
    post: operations['runSchedule']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/schedules/{schedule_id}/runs': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List a schedule's runs
     * @description Newest first, with what was held and why.
     */
    get: operations['listScheduleRuns']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/statements': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List statements
     * @description Ordered by system and control; of `ids`, in their order.
     *
     *     A page may be shorter than `limit`, or empty, and still have a `next_cursor`: one answer holds a bounded
     *     size of texts, and searches a bounded number of them. Of `ids`, those that do not fit are left out, and
     *     can be asked for again.
     */
    get: operations['listStatements']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/statements/{statement_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * Read a statement
     * @description Base and local text, revision, and the conflict if there is one.
     */
    get: operations['getStatement']
    /**
     * Save a text
     * @description A stale `revision` answers 409 with the current statement; nothing is saved then.
     */
    put: operations['saveStatement']
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/statements/{statement_id}/discard': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Give up an edit
     * @description Back to the text in ServiceNow as last read; the text given up stays in the audit.
     *
     *     A stale `revision` answers 409 with the current statement; nothing is given up then.
     */
    post: operations['discardEdit']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/systems': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /**
     * List systems in ServiceNow
     * @description As ServiceNow lists them now, and what was pulled; counts are those of the statements here.
     */
    get: operations['listSystems']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/api/v1/systems/{system_id}/pull': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /**
     * Pull a system
     * @description Runs in the background; local edits are never overwritten.
     */
    post: operations['pullSystem']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    /**
     * Action
     * @description What happened.
     * @enum {string}
     */
    Action:
      | 'edited'
      | 'discarded'
      | 'pulled'
      | 'conflict_detected'
      | 'conflict_cleared'
      | 'conflict_resolved'
      | 'push_started'
      | 'push_cancel_requested'
      | 'push_finished'
      | 'pushed'
      | 'push_failed'
      | 'push_skipped'
      | 'push_cancelled'
      | 'connection_changed'
      | 'connection_tested'
      | 'writes_stopped'
      | 'writes_resumed'
      | 'schedule_saved'
      | 'schedule_deleted'
      | 'schedule_run'
    /**
     * AuditEntry
     * @description A record without its texts, as lists have it.
     */
    AuditEntry: {
      action: components['schemas']['Action']
      /** Actor */
      actor: string
      /** After Sha256 */
      after_sha256: string | null
      /** At */
      at: string
      /** Before Sha256 */
      before_sha256: string | null
      /** Control Id */
      control_id: string | null
      /** Details */
      details: {
        [key: string]: unknown
      }
      /** Id */
      id: string
      /** Job Id */
      job_id: string | null
      /** Statement Id */
      statement_id: string | null
      /** System Id */
      system_id: string | null
    }
    /**
     * AuditList
     * @description One page of audit records, newest first.
     */
    AuditList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Records */
      records: components['schemas']['AuditEntry'][]
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * AuditRecord
     * @description The row in the audit table. Texts are None where the action changed none.
     */
    AuditRecord: {
      action: components['schemas']['Action']
      /** Actor */
      actor: string
      /** After Content */
      after_content: string | null
      /** After Sha256 */
      after_sha256: string | null
      /** At */
      at: string
      /** Before Content */
      before_content: string | null
      /** Before Sha256 */
      before_sha256: string | null
      /** Control Id */
      control_id: string | null
      /** Details */
      details: {
        [key: string]: unknown
      }
      /** Id */
      id: string
      /** Job Id */
      job_id: string | null
      /** Sent Content */
      sent_content: string | null
      /** Sent Sha256 */
      sent_sha256: string | null
      /** Statement Id */
      statement_id: string | null
      /** System Id */
      system_id: string | null
    }
    /**
     * AuthMethod
     * @description How the service account signs in.
     * @enum {string}
     */
    AuthMethod: 'basic' | 'oauth_client_credentials' | 'oauth_password'
    /** AuthorizerRefusal */
    AuthorizerRefusal: {
      message: string
    }
    /**
     * ChangeRequest
     * @description What is left out stays as it is.
     */
    ChangeRequest: {
      /**
       * Clock Changes
       * @description As read; ignored.
       */
      clock_changes?: unknown
      /**
       * Created At
       * @description As read; ignored.
       */
      created_at?: unknown
      /**
       * Created By
       * @description As read; ignored.
       */
      created_by?: unknown
      /** Enabled */
      enabled?: boolean | null
      /** Expression */
      expression?: string | null
      /**
       * Id
       * @description As read; ignored.
       */
      id?: unknown
      /**
       * Last Run
       * @description As read; ignored.
       */
      last_run?: unknown
      /** Name */
      name?: string | null
      /**
       * Next Runs
       * @description As read; ignored.
       */
      next_runs?: unknown
      notify?: components['schemas']['Notify'] | null
      /** Pinned */
      pinned?: boolean | null
      /** Revision */
      revision: number
      scope?: components['schemas']['ScopeRequest'] | null
      /**
       * Sentence
       * @description As read; ignored.
       */
      sentence?: unknown
      /** Time Zone */
      time_zone?: string | null
      /**
       * Updated At
       * @description As read; ignored.
       */
      updated_at?: unknown
      /**
       * Updated By
       * @description As read; ignored.
       */
      updated_by?: unknown
    }
    /**
     * CheckError
     * @description Why a statement could not be compared.
     */
    CheckError: {
      /** Code */
      code: string
      /** Hint */
      hint: string
      /** Message */
      message: string
    }
    /**
     * CheckList
     * @description One answer per statement asked about, in that order.
     */
    CheckList: {
      /** Conflicts */
      conflicts: components['schemas']['CheckView'][]
    }
    /**
     * CheckRequest
     * @description The statements to compare with ServiceNow.
     */
    CheckRequest: {
      /** Statement Ids */
      statement_ids: string[]
    }
    /**
     * CheckView
     * @description One answer of a conflict check.
     */
    CheckView: {
      /** Base Content */
      base_content: string | null
      /** Control Id */
      control_id: string | null
      error: components['schemas']['CheckError'] | null
      /** Has Conflict */
      has_conflict: boolean
      /** Local Content */
      local_content: string | null
      /** Local Updated At */
      local_updated_at: string | null
      /** Remote Content */
      remote_content: string | null
      /** Remote Updated At */
      remote_updated_at: string | null
      /** Remote Updated By */
      remote_updated_by: string | null
      remote_version: components['schemas']['ServiceNowVersion'] | null
      /**
       * Revision
       * @description Of the local text; a decision on the conflict names it.
       */
      revision: number | null
      /** Statement Id */
      statement_id: string
      verdict: components['schemas']['Verdict'] | null
    }
    /**
     * ClockChange
     * @description A time of the schedule that the clocks leave out (no run), or show twice (one run, at the first).
     */
    ClockChange: {
      /** At */
      at: string | null
      kind: components['schemas']['ClockChangeKind']
      /** Local */
      local: string
    }
    /**
     * ClockChangeKind
     * @description What the clocks do to a time of the schedule.
     * @enum {string}
     */
    ClockChangeKind: 'missing' | 'doubled'
    /**
     * Conflict
     * @description What ServiceNow held when the conflict was last seen.
     */
    Conflict: {
      /** Detected At */
      detected_at: string
      /** Remote Content */
      remote_content: string | null
      remote_version: components['schemas']['ServiceNowVersion']
    }
    /**
     * ConnectionRequest
     * @description The settings. With a preset, table, text field and mapping may be left out.
     */
    ConnectionRequest: {
      /** @default basic */
      auth_method: components['schemas']['AuthMethod']
      /**
       * Client Id
       * @default
       */
      client_id: string
      /**
       * Client Secret
       * @description Write-only; left out = unchanged.
       */
      client_secret?: string | null
      /** Content Field */
      content_field?: string | null
      /** Instance Url */
      instance_url: string
      /**
       * Last Test At
       * @description As read; ignored.
       */
      last_test_at?: string | null
      mapping?: components['schemas']['Mapping'] | null
      /**
       * Password
       * @description Write-only; left out = unchanged.
       */
      password?: string | null
      /** @default statement */
      preset: components['schemas']['Preset']
      /** @description As read; ignored. */
      status?: components['schemas']['ConnectionStatus'] | null
      /**
       * Status Reason
       * @description As read; ignored.
       */
      status_reason?: string | null
      /** Table */
      table?: string | null
      /** @default auto */
      text_format: components['schemas']['TextFormatSetting']
      /** @description As read; ignored. */
      text_format_found?: components['schemas']['TextFormatFound'] | null
      /**
       * Username
       * @default
       */
      username: string
    }
    /**
     * ConnectionStatus
     * @description The outcome of the last test, or `error` after a refused sign-in; `unknown` after a change.
     * @enum {string}
     */
    ConnectionStatus: 'connected' | 'error' | 'unknown'
    /**
     * ConnectionTest
     * @description The test, step by step.
     */
    ConnectionTest: {
      /** Last Test At */
      last_test_at: string | null
      status: components['schemas']['ConnectionStatus']
      /** Steps */
      steps: components['schemas']['TestStep'][]
      text_format_found: components['schemas']['TextFormatFound'] | null
    }
    /**
     * ConnectionView
     * @description The settings without their secrets; without an address before anything was connected.
     */
    ConnectionView: {
      /** @default basic */
      auth_method: components['schemas']['AuthMethod']
      /**
       * Client Id
       * @default
       */
      client_id: string
      /** Content Field */
      content_field: string | null
      /** Instance Url */
      instance_url: string | null
      /** Last Test At */
      last_test_at: string | null
      mapping: components['schemas']['Mapping'] | null
      /** @default statement */
      preset: components['schemas']['Preset']
      /** @default unknown */
      status: components['schemas']['ConnectionStatus']
      /** Status Reason */
      status_reason: string | null
      /** Table */
      table: string | null
      /** @default auto */
      text_format: components['schemas']['TextFormatSetting']
      text_format_found: components['schemas']['TextFormatFound'] | null
      /**
       * Username
       * @default
       */
      username: string
    }
    /**
     * CreateRequest
     * @description What a schedule pushes, and when.
     */
    CreateRequest: {
      /**
       * Enabled
       * @default true
       */
      enabled: boolean
      /**
       * Expression
       * @description EventBridge Scheduler's cron(…), rate(…) or at(…).
       */
      expression: string
      /** Name */
      name: string
      /** @default problems */
      notify: components['schemas']['Notify']
      /**
       * Pinned
       * @description Push only revisions that exist when the schedule is saved; hold later ones.
       * @default false
       */
      pinned: boolean
      /**
       * @default {
       *       "family": null,
       *       "modified_by": null,
       *       "system_id": null
       *     }
       */
      scope: components['schemas']['ScopeRequest']
      /**
       * Time Zone
       * @description IANA name, as in Europe/Berlin.
       * @default UTC
       */
      time_zone: string
    }
    /**
     * DiscardRequest
     * @description The revision of the text that is given up.
     */
    DiscardRequest: {
      /** Revision */
      revision: number
    }
    /**
     * EditRequest
     * @description The text, and the revision that it was typed on.
     */
    EditRequest: {
      /** Content */
      content: string
      /** Revision */
      revision: number
    }
    /**
     * ErrorCode
     * @description Why an item did not succeed.
     * @enum {string}
     */
    ErrorCode:
      | 'conflict'
      | 'deleted_in_servicenow'
      | 'auth_expired'
      | 'forbidden'
      | 'rejected_by_rule'
      | 'not_stored'
      | 'truncated'
      | 'rate_limited'
      | 'servicenow_unavailable'
      | 'content_too_large'
      | 'invalid_content'
      | 'internal_error'
    /**
     * Held
     * @description The `HELD#…` row: a modified statement of the job's scope that the job left out.
     */
    Held: {
      /** Control Id */
      control_id: string
      reason: components['schemas']['HoldReason']
      /** Statement Id */
      statement_id: string
    }
    /**
     * HoldReason
     * @description Why a modified statement of a job's scope is not pushed by it.
     * @enum {string}
     */
    HoldReason: 'conflict' | 'edited_since' | 'missing'
    /**
     * ItemError
     * @description What went wrong with an item or a job, and what to do about it.
     */
    ItemError: {
      code: components['schemas']['ErrorCode']
      /** Hint */
      hint: string
      /** Message */
      message: string
      /**
       * Retryable
       * @description Whether pushing the same text again may succeed.
       */
      readonly retryable: boolean
    }
    /**
     * ItemState
     * @description How far an item without an outcome is.
     * @enum {string}
     */
    ItemState: 'waiting' | 'in_work'
    /**
     * JobList
     * @description One page of jobs, newest first.
     */
    JobList: {
      /** Jobs */
      jobs: components['schemas']['JobView'][]
      /** Next Cursor */
      next_cursor: string | null
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * JobStarted
     * @description The job runs in the background.
     */
    JobStarted: {
      /** Job Id */
      job_id: string
      /** Waiting Reason */
      waiting_reason: string | null
    }
    /**
     * JobStatus
     * @description `pending` and `running` jobs are active; the other three are final.
     * @enum {string}
     */
    JobStatus: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled'
    /**
     * JobView
     * @description A push job. Its sums are those of its outcomes.
     */
    JobView: {
      /**
       * Cancel Requested
       * @description Whether it takes up no further items, and ends when those in flight have.
       */
      readonly cancel_requested: boolean
      /**
       * Completed
       * @description Items with an outcome.
       */
      readonly completed: number
      /** Completed At */
      completed_at: string | null
      /** Created At */
      created_at: string
      /** Created By */
      created_by: string
      error: components['schemas']['ItemError'] | null
      /** Execution */
      execution: string | null
      /**
       * Failed
       * @description Items that somebody has to look at.
       */
      readonly failed: number
      /** Job Id */
      job_id: string
      /** Note */
      note: string | null
      /** Outcomes */
      outcomes: {
        [key: string]: number
      }
      /**
       * Preparing
       * @description Whether statements are still being added to it.
       */
      readonly preparing: boolean
      /** Retry Of */
      retry_of: string | null
      /** Schedule Id */
      schedule_id: string | null
      /** Schedule Name */
      schedule_name: string | null
      scope: components['schemas']['Scope'] | null
      /**
       * Skipped
       * @description Items that were not tried, or had nothing to push any more.
       */
      readonly skipped: number
      /** Started At */
      started_at: string | null
      /** @default pending */
      status: components['schemas']['JobStatus']
      /**
       * Succeeded
       * @description Items whose text is in ServiceNow now.
       */
      readonly succeeded: number
      /** Total */
      total: number
      /** @default user */
      trigger: components['schemas']['Trigger']
      /** Waiting Reason */
      waiting_reason: string | null
      /** Waiting Until */
      waiting_until: string | null
    }
    /**
     * Mapping
     * @description Names of the columns that tell a record's control and system; dot-walked names are allowed.
     */
    Mapping: {
      /** Control Id */
      control_id: string
      /** Control Name */
      control_name: string
      /** System */
      system?: string | null
      /** System Name */
      system_name?: string | null
      /**
       * System Table
       * @default sn_grc_profile
       */
      system_table: string
    }
    /**
     * ModifiedList
     * @description One page of modified statements.
     */
    ModifiedList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Statements */
      statements: components['schemas']['ModifiedStatement'][]
      /** Total Count */
      total_count: number
      /** Total Is Exact */
      total_is_exact: boolean
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * ModifiedStatement
     * @description One line of the list of modified statements: what its index has of a row.
     */
    ModifiedStatement: {
      /** Content Preview */
      content_preview: string
      /** Control Id */
      control_id: string
      /** Control Name */
      control_name: string
      /** Id */
      id: string
      /** Modified At */
      modified_at: string
      /** Modified By */
      modified_by: string
      sync_status: components['schemas']['SyncStatus']
      /** System Id */
      system_id: string
      /** System Name */
      system_name: string
    }
    /**
     * Notify
     * @description When people are told of a run.
     * @enum {string}
     */
    Notify: 'always' | 'problems' | 'never'
    /**
     * OpenItemView
     * @description One statement in a job that has no outcome yet.
     */
    OpenItemView: {
      /**
       * Attempts
       * @default 0
       */
      attempts: number
      /** Claimed At */
      claimed_at: string | null
      /** Control Id */
      control_id: string
      /**
       * Control Name
       * @default
       */
      control_name: string
      /** Servicenow Sys Id */
      servicenow_sys_id: string
      state: components['schemas']['ItemState']
      /** Statement Id */
      statement_id: string
      /** System Id */
      system_id: string
      /**
       * System Name
       * @default
       */
      system_name: string
    }
    /**
     * Operations
     * @description The switch as it was last set; `on`, by nobody, as long as it never was.
     */
    Operations: {
      /** Changed At */
      changed_at: string | null
      /** Changed By */
      changed_by: string | null
      /** Reason */
      reason: string | null
      /** @default on */
      writes: components['schemas']['Writes']
    }
    /**
     * OperationsRequest
     * @description The switch, and why.
     */
    OperationsRequest: {
      /**
       * Reason
       * @description Needed to stop; everybody sees it.
       */
      reason?: string | null
      writes: components['schemas']['Writes']
    }
    /**
     * Outcome
     * @description How one item ended; an item gets exactly one.
     * @enum {string}
     */
    Outcome: 'succeeded' | 'altered' | 'skipped' | 'conflict' | 'failed' | 'cancelled'
    /**
     * Presence
     * @description Whether ServiceNow showed the record and its text to the last pull of its system.
     * @enum {string}
     */
    Presence: 'present' | 'missing'
    /**
     * Preset
     * @description A known table layout; `custom` is typed in.
     * @enum {string}
     */
    Preset: 'statement' | 'control' | 'objective' | 'custom'
    /**
     * Preview
     * @description What a schedule would do.
     */
    Preview: {
      /** Clock Changes */
      clock_changes: components['schemas']['ClockChange'][]
      /** Next Runs */
      next_runs: string[]
      /** Sentence */
      sentence: string
      /** Statement Count */
      statement_count: number
    }
    /**
     * PreviewRequest
     * @description A schedule that is not saved yet.
     */
    PreviewRequest: {
      /**
       * Expression
       * @description EventBridge Scheduler's cron(…), rate(…) or at(…).
       */
      expression: string
      /**
       * Pinned
       * @default false
       */
      pinned: boolean
      /**
       * @default {
       *       "family": null,
       *       "modified_by": null,
       *       "system_id": null
       *     }
       */
      scope: components['schemas']['ScopeRequest']
      /**
       * Time Zone
       * @description IANA name, as in Europe/Berlin.
       * @default UTC
       */
      time_zone: string
    }
    /** Problem */
    Problem: {
      code: string
      /** @description What happened and what to do next. */
      detail: string
      errors?: {
        field: string
        message: string
      }[]
      status: number
      title: string
      type: string
    }
    /**
     * PullProblem
     * @description What a person should know of one record, or of the pull as a whole.
     */
    PullProblem: {
      /** Code */
      code: string
      /** Control Id */
      control_id: string | null
      /** Message */
      message: string
      /** Servicenow Sys Id */
      servicenow_sys_id: string | null
    }
    /**
     * PullStarted
     * @description The pull runs in the background.
     */
    PullStarted: {
      /** Pull Id */
      pull_id: string
    }
    /**
     * PullStatus
     * @description `running` until every page has been read, or one could not be.
     * @enum {string}
     */
    PullStatus: 'running' | 'completed' | 'failed'
    /**
     * PullView
     * @description A pull. `pulled` is the sum of the next four.
     */
    PullView: {
      /**
       * Conflicts
       * @default 0
       */
      conflicts: number
      /**
       * Created
       * @default 0
       */
      created: number
      /** Error */
      error: string | null
      /**
       * Failed
       * @default 0
       */
      failed: number
      /**
       * Missing
       * @default 0
       */
      missing: number
      /**
       * Moved
       * @default 0
       */
      moved: number
      /**
       * Problems
       * @default []
       */
      problems: components['schemas']['PullProblem'][]
      /** Pull Id */
      pull_id: string
      /**
       * Pulled
       * @default 0
       */
      pulled: number
      /** @default running */
      status: components['schemas']['PullStatus']
      /** System Id */
      system_id: string
      /**
       * Total
       * @default 0
       */
      total: number
      /**
       * Unchanged
       * @default 0
       */
      unchanged: number
      /**
       * Updated
       * @default 0
       */
      updated: number
    }
    /**
     * Resolution
     * @description Which text goes on.
     * @enum {string}
     */
    Resolution: 'keep_local' | 'keep_remote' | 'merged'
    /**
     * ResolveRequest
     * @description The decision, and the two texts it was taken on: the remote version and the local revision.
     */
    ResolveRequest: {
      /** Merged Content */
      merged_content?: string | null
      remote_version: components['schemas']['ServiceNowVersion']
      resolution: components['schemas']['Resolution']
      /**
       * Revision
       * @description Of the local text that was seen.
       */
      revision: number
    }
    /**
     * ResultList
     * @description One page of results.
     */
    ResultList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Open */
      open: components['schemas']['OpenItemView'][]
      /** Results */
      results: components['schemas']['ResultView'][]
    }
    /**
     * ResultView
     * @description How it ended.
     */
    ResultView: {
      /** Audit Id */
      audit_id: string | null
      /** Control Id */
      control_id: string
      /**
       * Control Name
       * @default
       */
      control_name: string
      error: components['schemas']['ItemError'] | null
      /** Execution */
      execution: string | null
      /** Note */
      note: string | null
      outcome: components['schemas']['Outcome']
      /** Pushed At */
      pushed_at: string | null
      /** Servicenow Sys Id */
      servicenow_sys_id: string
      /** Servicenow Url */
      servicenow_url: string | null
      servicenow_version: components['schemas']['ServiceNowVersion'] | null
      /** Statement Id */
      statement_id: string
      /**
       * Success
       * @description Whether the text is in ServiceNow now.
       */
      readonly success: boolean
      /** System Id */
      system_id: string
      /**
       * System Name
       * @default
       */
      system_name: string
    }
    /**
     * RunJob
     * @description The push that a run started.
     */
    RunJob: {
      /** Failed */
      failed: number
      /** Skipped */
      skipped: number
      status: components['schemas']['JobStatus']
      /** Succeeded */
      succeeded: number
      /** Total */
      total: number
    }
    /**
     * RunList
     * @description One page of runs.
     */
    RunList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Runs */
      runs: components['schemas']['RunView'][]
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * RunStatus
     * @description What became of one run.
     * @enum {string}
     */
    RunStatus: 'pushed' | 'nothing_to_push' | 'held' | 'refused' | 'overlapping'
    /**
     * RunView
     * @description One run of a schedule, also one that started nothing.
     */
    RunView: {
      /** At */
      at: string
      /** Held */
      held: components['schemas']['Held'][]
      /**
       * Held Count
       * @default 0
       */
      held_count: number
      job: components['schemas']['RunJob'] | null
      /** Job Id */
      job_id: string | null
      /** Missed */
      missed: string[]
      /** Reason */
      reason: string | null
      /** Run By */
      run_by: string | null
      /** Saved By */
      saved_by: string
      /** Schedule Id */
      schedule_id: string
      /** Schedule Name */
      schedule_name: string
      status: components['schemas']['RunStatus']
    }
    /**
     * ScheduleAnswer
     * @description A schedule, when it runs next, and what became of its last run.
     */
    ScheduleAnswer: {
      /** Clock Changes */
      clock_changes: components['schemas']['ClockChange'][]
      /** Created At */
      created_at: string
      /** Created By */
      created_by: string
      /** Enabled */
      enabled: boolean
      /** Expression */
      expression: string
      /** Id */
      id: string
      last_run: components['schemas']['RunView'] | null
      /** Name */
      name: string
      /** Next Runs */
      next_runs: string[]
      notify: components['schemas']['Notify']
      /** Pinned */
      pinned: boolean
      /** Revision */
      revision: number
      scope: components['schemas']['Scope']
      /** Sentence */
      sentence: string | null
      /** Time Zone */
      time_zone: string
      /** Updated At */
      updated_at: string
      /** Updated By */
      updated_by: string
    }
    /**
     * ScheduleList
     * @description One page of schedules.
     */
    ScheduleList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Schedules */
      schedules: components['schemas']['ScheduleAnswer'][]
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * Scope
     * @description Which modified statements a job takes; None means any.
     */
    Scope: {
      /** Family */
      family: string | null
      /** Modified By */
      modified_by: string | null
      /** System Id */
      system_id: string | null
    }
    /**
     * ScopeRequest
     * @description Which modified statements; what is left out, or null, narrows nothing.
     */
    ScopeRequest: {
      /** Family */
      family?: string | null
      /** Modified By */
      modified_by?: string | null
      /** System Id */
      system_id?: string | null
    }
    /**
     * ServiceNowProblem
     * @description A problem document as a part of an answer that holds without ServiceNow.
     */
    ServiceNowProblem: {
      /** Code */
      code: string
      /** Detail */
      detail: string
      /** Hint */
      hint: string
      /** Status */
      status: number
      /** Title */
      title: string
      /**
       * Type
       * @default about:blank
       */
      type: string
    }
    /**
     * ServiceNowVersion
     * @description The record's system fields. One-second stamp, unreliable counter: neither decides alone.
     */
    ServiceNowVersion: {
      /**
       * Mod Count
       * @default 0
       */
      mod_count: number
      /**
       * Updated By
       * @default
       */
      updated_by: string
      /**
       * Updated On
       * @default
       */
      updated_on: string
    }
    /**
     * StartRequest
     * @description The statements to push, the revisions that were confirmed, and why; or a scope instead of them.
     */
    StartRequest: {
      /**
       * Note
       * @description Why; stands in the job and its audit records.
       */
      note?: string | null
      /**
       * Revisions
       * @description Those confirmed; a statement at another one is refused.
       */
      revisions?: {
        [key: string]: number
      } | null
      /** @description All modified statements in it that are not in conflict, up to 100,000. */
      scope?: components['schemas']['ScopeRequest'] | null
      /** Statement Ids */
      statement_ids?: string[] | null
    }
    /**
     * StatementList
     * @description One page of statements.
     */
    StatementList: {
      /** Next Cursor */
      next_cursor: string | null
      /** Statements */
      statements: components['schemas']['StatementView'][]
      /** Unreadable */
      unreadable: components['schemas']['UnreadableRow'][]
    }
    /**
     * StatementView
     * @description A statement.
     */
    StatementView: {
      conflict: components['schemas']['Conflict'] | null
      /** Content */
      content: string
      /** Control Id */
      control_id: string
      /** Control Name */
      control_name: string
      /** Id */
      id: string
      /**
       * Is Modified
       * @default false
       */
      is_modified: boolean
      /** Local Content */
      local_content: string | null
      /** Modified At */
      modified_at: string | null
      /** Modified By */
      modified_by: string | null
      /** @default present */
      presence: components['schemas']['Presence']
      /**
       * Revision
       * @default 1
       */
      revision: number
      /**
       * Sanitized
       * @description What the sanitiser took out of the local text, by this save or one before it.
       * @default []
       */
      sanitized: string[]
      /** Servicenow Sys Id */
      servicenow_sys_id: string
      servicenow_version: components['schemas']['ServiceNowVersion']
      /** @default synced */
      sync_status: components['schemas']['SyncStatus']
      /** System Id */
      system_id: string
      /** System Name */
      system_name: string
    }
    /**
     * SyncStatus
     * @description Where the local copy stands against ServiceNow, as far as was last seen.
     * @enum {string}
     */
    SyncStatus: 'synced' | 'modified' | 'conflict'
    /**
     * System
     * @description A system (ServiceNow: entity, profile) whose statements have been pulled or can be.
     */
    System: {
      /** Last Pulled At */
      last_pulled_at?: string | null
      /**
       * Missing Count
       * @default 0
       */
      missing_count: number
      /**
       * Modified Count
       * @default 0
       */
      modified_count: number
      /** Name */
      name: string
      /**
       * Statement Count
       * @default 0
       */
      statement_count: number
      /** System Id */
      system_id: string
    }
    /**
     * SystemList
     * @description One page of systems.
     */
    SystemList: {
      /** Next Cursor */
      next_cursor: string | null
      /**
       * Servicenow
       * @description Why ServiceNow cannot be asked now: only what was pulled before is listed then.
       */
      servicenow: 'reachable' | components['schemas']['ServiceNowProblem']
      /** Systems */
      systems: components['schemas']['System'][]
    }
    /**
     * TestStep
     * @description One step of the connection test; `fix` says what to do when it failed.
     */
    TestStep: {
      /** Detail */
      detail: string
      /** Fix */
      fix: string | null
      /** Name */
      name: string
      /** Ok */
      ok: boolean | null
    }
    /**
     * TextFormat
     * @description What the characters of a field stand for.
     * @enum {string}
     */
    TextFormat: 'html' | 'plain'
    /**
     * TextFormatFound
     * @description What `auto` found.
     */
    TextFormatFound: {
      format: components['schemas']['TextFormat']
      /** Reason */
      reason: string
    }
    /**
     * TextFormatSetting
     * @description What the text field holds; `auto` finds it out once and stays with it.
     * @enum {string}
     */
    TextFormatSetting: 'html' | 'plain' | 'auto'
    /**
     * Trigger
     * @description Who started a job.
     * @enum {string}
     */
    Trigger: 'user' | 'schedule'
    /**
     * UnreadableRow
     * @description One such row.
     */
    UnreadableRow: {
      /** Id */
      id: string
      /** Message */
      message: string
      /**
       * Reference
       * @description Stands beside the reason in the service's log.
       */
      reference: string
    }
    /**
     * Verdict
     * @description What may be done with the local text.
     * @enum {string}
     */
    Verdict: 'unchanged' | 'touched' | 'already_stored' | 'conflict'
    /**
     * Writes
     * @description `off`: nothing is written to ServiceNow, whoever started it.
     * @enum {string}
     */
    Writes: 'on' | 'off'
  }
  responses: never
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  searchAudit: {
    parameters: {
      query?: {
        statement_id?: string | null
        job_id?: string | null
        actor?: string | null
        action?: components['schemas']['Action'] | null
        /** @description Earliest time, included. */
        from?: string | null
        /** @description Latest time, not included. */
        to?: string | null
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuditList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  exportAudit: {
    parameters: {
      query?: {
        /** @description The kind of file. */
        format?: 'csv' | 'json'
        statement_id?: string | null
        job_id?: string | null
        actor?: string | null
        action?: components['schemas']['Action'] | null
        /** @description Earliest time, included. */
        from?: string | null
        /** @description Latest time, not included. */
        to?: string | null
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The file, or its first part. */
      200: {
        headers: {
          'Content-Disposition'?: string
          /** @description The next part, if more remain. */
          Link?: string
          /** @description Present if more remain. */
          'X-Next-Cursor'?: string
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuditList']
          'text/csv': string
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getAuditRecord: {
    parameters: {
      query?: never
      header?: never
      path: {
        audit_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuditRecord']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getConnection: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ConnectionView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  putConnection: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['ConnectionRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ConnectionView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  testConnection: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: {
      content: {
        'application/json': components['schemas']['ConnectionRequest'] | null
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ConnectionTest']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getOperations: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Operations']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  putOperations: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['OperationsRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Operations']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getPull: {
    parameters: {
      query?: never
      header?: never
      path: {
        pull_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['PullView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listPushes: {
    parameters: {
      query?: {
        status?: components['schemas']['JobStatus'] | null
        created_by?: string | null
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  startPush: {
    parameters: {
      query?: never
      header?: {
        /** @description The same key with the same request starts nothing twice. */
        'idempotency-key'?: string | null
      }
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['StartRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  checkConflicts: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['CheckRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CheckList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listModified: {
    parameters: {
      query?: {
        system_id?: string | null
        family?: string | null
        modified_by?: string | null
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ModifiedList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  resolveConflict: {
    parameters: {
      query?: never
      header?: never
      path: {
        statement_id: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['ResolveRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatementView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getPush: {
    parameters: {
      query?: never
      header?: never
      path: {
        job_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  cancelPush: {
    parameters: {
      query?: never
      header?: never
      path: {
        job_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listResults: {
    parameters: {
      query?: {
        outcome?: components['schemas']['Outcome'] | null
        /** @description Also the items that have no outcome yet, in `open`. */
        with_open?: boolean
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path: {
        job_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ResultList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  retryPush: {
    parameters: {
      query?: never
      header?: {
        /** @description The same key with the same request starts nothing twice. */
        'idempotency-key'?: string | null
      }
      path: {
        job_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['JobStarted']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listSchedules: {
    parameters: {
      query?: {
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ScheduleList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  createSchedule: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ScheduleAnswer']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  previewSchedule: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Preview']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listRuns: {
    parameters: {
      query?: {
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RunList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getSchedule: {
    parameters: {
      query?: never
      header?: never
      path: {
        schedule_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ScheduleAnswer']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  changeSchedule: {
    parameters: {
      query?: never
      header?: never
      path: {
        schedule_id: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ScheduleAnswer']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  deleteSchedule: {
    parameters: {
      query?: never
      header?: never
      path: {
        schedule_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description It is gone. */
      204: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': string
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  runSchedule: {
    parameters: {
      query?: never
      header?: never
      path: {
        schedule_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RunView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listScheduleRuns: {
    parameters: {
      query?: {
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path: {
        schedule_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['RunList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listStatements: {
    parameters: {
      query?: {
        system_id?: string | null
        family?: string | null
        sync_status?: components['schemas']['SyncStatus'] | null
        q?: string | null
        /** @description Up to 25 ids with commas between them; without any filter. */
        ids?: string | null
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatementList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  getStatement: {
    parameters: {
      query?: never
      header?: never
      path: {
        statement_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatementView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  saveStatement: {
    parameters: {
      query?: never
      header?: never
      path: {
        statement_id: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['EditRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatementView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  discardEdit: {
    parameters: {
      query?: never
      header?: never
      path: {
        statement_id: string
      }
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['DiscardRequest']
      }
    }
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatementView']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The body is not sent as JSON. */
      415: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  listSystems: {
    parameters: {
      query?: {
        /** @description Rows per page. */
        limit?: number
        /** @description `next_cursor` of the page before; leave out to begin. */
        cursor?: string | null
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['SystemList']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
  pullSystem: {
    parameters: {
      query?: never
      header?: never
      path: {
        system_id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['PullStarted']
        }
      }
      /** @description No access token, or one that is not valid. */
      401: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['AuthorizerRefusal']
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The caller's role does not allow this call. */
      403: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description There is no such thing. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Not possible in the present state; `code` says why. */
      409: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description The request is not valid; `errors` names each field. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description Our fault; `reference` leads to the log. */
      500: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow refused. */
      502: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
      /** @description ServiceNow cannot be reached or asks to wait. */
      503: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/problem+json': components['schemas']['Problem']
        }
      }
    }
  }
}
