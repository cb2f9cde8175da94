import type { DiffRow } from './proseDiff'

/** Rows to show, or unchanged ones to hide behind a button. */
export interface Section {
  rows: DiffRow[]
  folded: boolean
}

const CONTEXT = 1
const SHORTEST_FOLD = 3

/** Folds what did not change, but for one block on each side of a difference. */
export function foldUnchanged(rows: DiffRow[]): Section[] {
  const sections: Section[] = []
  for (const run of runsOf(rows)) {
    const isSame = run[0]?.change === 'same'
    const from = isSame && sections.length > 0 ? CONTEXT : 0
    const to = isSame && rows.at(-1) !== run.at(-1) ? run.length - CONTEXT : run.length
    if (!isSame || to - from < SHORTEST_FOLD) sections.push({ rows: run, folded: false })
    else {
      const parts = [run.slice(0, from), run.slice(from, to), run.slice(to)]
      parts.forEach((part, index) => {
        if (part.length > 0) sections.push({ rows: part, folded: index === 1 })
      })
    }
  }
  return sections
}

function runsOf(rows: DiffRow[]): DiffRow[][] {
  const runs: DiffRow[][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    const belongs = last && (last[0]?.change === 'same') === (row.change === 'same')
    if (belongs) last.push(row)
    else runs.push([row])
  }
  return runs
}
