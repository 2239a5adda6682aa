import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { typesetFrench } from '../../messages/typography.ts'

const names = readdirSync(new URL('../../messages/fr/', import.meta.url)).sort()

function read(locale: 'fr' | 'en', name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../messages/${locale}/${name}`, import.meta.url), 'utf8'))
}

/** The sentences of a message: one, or one for each of its variants. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((variants: { match?: Record<string, string> }) => Object.values(variants.match ?? {}))
}

/** What a message is given: its placeholders. */
function placeholders(value: unknown): string[] {
  const found = sentences(value).flatMap(sentence => sentence.match(/\{\w+\}/g) ?? [])
  return [...new Set(found)].sort()
}

test('every file of messages is read by the project', () => {
  const settings = readFileSync(new URL('../../project.inlang/settings.json', import.meta.url), 'utf8')
  for (const name of names) expect(settings).toContain(`./messages/{locale}/${name}`)
})

describe.each(names)('%s', name => {
  const french = read('fr', name)
  const english = read('en', name)

  test('says the same things in French and in English', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort())
  })

  test('is given the same figures in both languages', () => {
    const different = Object.keys(french).filter(
      key => placeholders(english[key]).join() !== placeholders(french[key]).join(),
    )
    expect(different).toEqual([])
  })

  test('is set as French typography asks (pnpm --filter @maillage/web typeset does it)', () => {
    for (const sentence of Object.values(french).flatMap(sentences)) {
      expect(sentence).toBe(typesetFrench(sentence))
    }
  })

  test('leaves no sentence empty', () => {
    const empty = [...Object.entries(french), ...Object.entries(english)].filter(([, value]) => {
      const said = sentences(value)
      return said.length === 0 || said.some(sentence => sentence.trim() === '')
    })
    expect(empty).toEqual([])
  })
})
