// Writes src/lib/api.gen.ts from the API's OpenAPI document; with --check only says whether it is up to date.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { format, resolveConfig } from 'prettier'

const DOCUMENT = new URL('../../functions/openapi.json', import.meta.url)
const TARGET = new URL('../src/lib/api.gen.ts', import.meta.url)
const HEADER = '// Generated from functions/openapi.json by `pnpm api`. Do not edit.\n'

const types = astToString(await openapiTS(DOCUMENT))
const options = await resolveConfig(TARGET)
const source = await format(HEADER + types, { ...options, parser: 'typescript' })

if (process.argv.includes('--check')) {
  const committed = await readFile(TARGET, 'utf8').catch(() => '')
  if (committed !== source) {
    console.error('src/lib/api.gen.ts does not match functions/openapi.json. Run `pnpm api` and commit it.')
    process.exit(1)
  }
  console.log('src/lib/api.gen.ts matches functions/openapi.json.')
} else {
  await writeFile(TARGET, source)
}
