// Writes a generated file; with --check on the command line only says whether it is up to date.
import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'

export async function writeGenerated(name, origin, content) {
  const target = new URL(`../src/lib/${name}`, import.meta.url)
  const header = `// Generated from ${origin} by \`pnpm api\`. Do not edit.\n`
  const options = await resolveConfig(target)
  const source = await format(header + content, { ...options, parser: 'typescript' })
  if (!process.argv.includes('--check')) {
    await writeFile(target, source)
    return
  }
  const committed = await readFile(target, 'utf8').catch(() => '')
  if (committed !== source) {
    console.error(`src/lib/${name} does not match ${origin}. Run \`pnpm api\` and commit it.`)
    process.exit(1)
  }
  console.log(`src/lib/${name} matches ${origin}.`)
}
