import { textNames } from '../texts'
import type { AuditDetail } from '../types'
import styles from './AuditRecord.module.css'
import { Fingerprint } from './Fingerprint'

/** The recorded sums of a record's texts, and how to verify them without this page. */
export function Fingerprints({ record }: { record: AuditDetail }) {
  const { before_sha256, after_sha256, before_content, after_content } = record
  const [before, after] = textNames(record.action)
  const name = record.control_id?.replaceAll(/[^\w.-]+/g, '_') ?? 'text'
  const sums = [
    { label: before, recorded: before_sha256, text: before_content, fileName: `${name}-before.html` },
    { label: after, recorded: after_sha256, text: after_content, fileName: `${name}-after.html` },
  ]
  if (!before_sha256 && !after_sha256) return null
  return (
    <>
      {sums.map(
        ({ label, recorded, text, fileName }) =>
          recorded !== null &&
          text !== null && (
            <div key={fileName}>
              <dt>SHA-256: {label.toLowerCase().replace('servicenow', 'ServiceNow')}</dt>
              <dd>
                <Fingerprint recorded={recorded} text={text} fileName={fileName} />
              </dd>
            </div>
          ),
      )}
      <div>
        <dt>To verify</dt>
        <dd className={styles.aside}>
          Save a text and run <code>sha256sum</code> on the file (on Windows{' '}
          <code>certutil -hashfile … SHA256</code>): it prints the value recorded here. The sum is of the text
          in UTF-8, exactly as it stands, without a line end added.
        </dd>
      </div>
    </>
  )
}
