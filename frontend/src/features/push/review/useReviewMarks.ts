import { useLocalStorage } from '@mantine/hooks'

/** Older ones are forgotten. */
const KEPT = 5000

/** By statement: the revision of the text that this person has reviewed. */
export type ReviewMarks = Readonly<Record<string, number>>

const NONE: ReviewMarks = {}

/** What this person has reviewed. It stays, in this browser, until the text is edited again. */
export function useReviewMarks(user: string) {
  const [marks, setMarks] = useLocalStorage<ReviewMarks>({
    key: `push.reviewed.${user}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
    deserialize: (text) => marksIn(text),
  })
  const setReviewed = (id: string, revision: number, isReviewed: boolean) =>
    setMarks((before) => {
      const others = Object.entries(before).filter(([other]) => other !== id)
      return Object.fromEntries(isReviewed ? [...others, [id, revision] as const].slice(-KEPT) : others)
    })
  return { marks, setReviewed }
}

/** Null and 0: the text is not known. */
export function isReviewed(marks: ReviewMarks, id: string, revision: number | null | undefined): boolean {
  return Boolean(revision) && marks[id] === revision
}

function marksIn(text: string | undefined): ReviewMarks {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? (value as ReviewMarks) : NONE
  } catch {
    return NONE
  }
}
