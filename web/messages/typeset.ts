/**
 * `pnpm --filter @maillage/web typeset [name…]`: sets the French messages as their typography asks, and every file as the formatter
 * would. All of them, or those named (`firm need`).
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { typesetFrench } from './typography.ts'

const named = process.argv.slice(2).map(name => `${name}.json`)

for (const locale of ['fr', 'en']) {
  const folder = new URL(`${locale}/`, import.meta.url)
  for (const name of readdirSync(folder)) {
    if (named.length > 0 && !named.includes(name)) continue
    const file = new URL(name, folder)
    const messages: unknown = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify(locale === 'fr' ? typeset(messages) : messages, null, 2) + '\n')
  }
}

function typeset(value: unknown): unknown {
  if (typeof value === 'string') return typesetFrench(value)
  if (Array.isArray(value)) return value.map(typeset)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // Declarations and selectors are code, not words.
      key === 'declarations' || key === 'selectors' ? inner : typeset(inner),
    ]),
  )
}
