/** The most statements that one push takes. */
export const PUSH_LIMIT = 1000
