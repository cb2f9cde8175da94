/** Chooses a record, or takes it back. Of two chosen before, the one chosen first makes room. */
export function chooseVersion(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id)
  return [...chosen.slice(-1), id]
}
