// Writes src/lib/markup.gen.ts from the server's allow-list, so that editor and server take out the same;
// with --check only says whether it is up to date.
import { readFile } from 'node:fs/promises'
import { writeGenerated } from './generated.mjs'

const ORIGIN = 'functions/control_push/texts/markup.json'
const list = await readFile(new URL(`../../${ORIGIN}`, import.meta.url), 'utf8')

await writeGenerated('markup.gen.ts', ORIGIN, `export const markup = ${list.trim()} as const\n`)
