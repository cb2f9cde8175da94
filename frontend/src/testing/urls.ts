/** The full address of an API path, as MSW wants it: `apiUrl('/push/:jobId')`. */
export function apiUrl(path: string): string {
  return `${window.location.origin}/api/v1${path}`
}
