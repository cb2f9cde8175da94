// Writes src/lib/api.gen.ts, the types, and src/lib/words.gen.ts, the words for people, from the API's OpenAPI
// document; with --check only says whether they are up to date.
import { readFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { writeGenerated } from './generated.mjs'

const ORIGIN = 'functions/openapi.json'
const address = new URL(`../../${ORIGIN}`, import.meta.url)
const { schemas } = JSON.parse(await readFile(address, 'utf8')).components
const words = Object.entries(schemas)
  .filter(([, schema]) => schema['x-words'])
  .map(([name, schema]) => [name, schema['x-words']])

await writeGenerated('api.gen.ts', ORIGIN, astToString(await openapiTS(address)))
await writeGenerated(
  'words.gen.ts',
  ORIGIN,
  `export const words = ${JSON.stringify(Object.fromEntries(words))} as const\n`,
)
