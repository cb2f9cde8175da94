// Fails when files import each other in a circle, types included: neither can then be read without the other.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const SOURCES = new Set(
  readdirSync('src', { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join('src', name)),
)

function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'))
  return importedFiles.flatMap(({ fileName }) => resolved(fileName, file) ?? [])
}

function resolved(name, from) {
  if (!name.startsWith('@/') && !name.startsWith('.')) return undefined
  const path = name.startsWith('@/') ? join('src', name.slice(2)) : join(dirname(from), name)
  return [`${path}.ts`, `${path}.tsx`].find((file) => SOURCES.has(file))
}

const done = new Set()
const circles = []

function visit(file, trail) {
  if (trail.includes(file)) {
    circles.push([...trail.slice(trail.indexOf(file)), file])
    return
  }
  if (done.has(file)) return
  for (const imported of importsOf(file)) visit(imported, [...trail, file])
  done.add(file)
}

for (const file of SOURCES) visit(file, [])
for (const circle of circles) console.error(`Imports in a circle:\n  ${circle.join('\n  ')}`)
process.exitCode = circles.length > 0 ? 1 : 0
