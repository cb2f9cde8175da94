// Writes src/lib/api.gen.ts from the API's OpenAPI document; with --check only says whether it is up to date.
import openapiTS, { astToString } from 'openapi-typescript'
import { writeGenerated } from './generated.mjs'

const DOCUMENT = new URL('../../functions/openapi.json', import.meta.url)

await writeGenerated('api.gen.ts', 'functions/openapi.json', astToString(await openapiTS(DOCUMENT)))
