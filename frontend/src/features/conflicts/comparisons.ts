import type { ConflictCheck } from './types'

/** Two texts to show against each other; `local` and `remote` are against the base. */
export type Comparison = 'both' | 'local' | 'remote' | 'merged-remote' | 'merged-local'

const LOCAL = 'Local text'
const REMOTE = 'ServiceNow now'
const BASE = 'Base: as last read from ServiceNow'
const MERGED = 'Merged text'

export function comparisonOf(comparison: Comparison, check: ConflictCheck, merged = '') {
  const local = check.local_content ?? ''
  const remote = check.remote_content ?? ''
  const base = check.base_content ?? ''
  switch (comparison) {
    case 'both':
      return { original: remote, modified: local, originalLabel: REMOTE, modifiedLabel: LOCAL }
    case 'local':
      return { original: base, modified: local, originalLabel: BASE, modifiedLabel: LOCAL }
    case 'remote':
      return { original: base, modified: remote, originalLabel: BASE, modifiedLabel: REMOTE }
    case 'merged-remote':
      return { original: remote, modified: merged, originalLabel: REMOTE, modifiedLabel: MERGED }
    case 'merged-local':
      return { original: local, modified: merged, originalLabel: LOCAL, modifiedLabel: MERGED }
  }
}
