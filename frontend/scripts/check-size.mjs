// Sums the gzip size of the JavaScript that the first page loads before any route: the entry and everything it
// imports statically. Fails over the limit, or when an editor got into it.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 160 * 1000
const FORBIDDEN = /monaco|tiptap|prosemirror/i
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const gzipSize = (file) => gzipSync(readFileSync(new URL(file, dist))).length
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`

function withStaticImports(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key].imports ?? []) withStaticImports(imported, seen)
  return seen
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const preloaded = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/([^"]+\.js)"/g)].map(
  (match) => match[1],
)
const keys = [...withStaticImports(entry)]
const initial = new Set([...keys.map((key) => manifest[key].file), ...preloaded])

let total = 0
console.log('Initial JavaScript (gzip):')
for (const file of initial) {
  const size = gzipSize(file)
  total += size
  console.log(`${kilobytes(size)}  ${file}`)
}
console.log(`${kilobytes(total)}  of ${LIMIT / 1000} kB allowed`)

console.log('Loaded when needed (gzip):')
for (const chunk of Object.values(manifest)) {
  if (chunk.file.endsWith('.js') && !initial.has(chunk.file)) {
    console.log(`${kilobytes(gzipSize(chunk.file))}  ${chunk.file}`)
  }
}

const editors = [...keys, ...initial].filter((name) => FORBIDDEN.test(name))
if (editors.length > 0) {
  console.error(`An editor is in the initial JavaScript: ${editors.join(', ')}. Load it lazily.`)
  process.exit(1)
}
if (total > LIMIT) {
  console.error(
    `The initial JavaScript is ${kilobytes(total - LIMIT).trim()} over the limit. Load more of it lazily.`,
  )
  process.exit(1)
}
