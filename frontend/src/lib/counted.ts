/** "1 statement", "1,200 statements". */
export function countedStatements(count: number): string {
  return count === 1 ? '1 statement' : `${count.toLocaleString('en')} statements`
}
