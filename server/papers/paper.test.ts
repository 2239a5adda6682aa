import { expect, test } from 'vitest'
import { textOfPdf } from '../reader/pdf.ts'
import { amount } from './amount.ts'
import { openPaper } from './paper.ts'
import { printable } from './printable.ts'

const paper = (language: 'fr' | 'en' = 'fr') =>
  openPaper({
    title: 'Rapport d’analyse',
    language,
    madeAt: new Date('2026-11-29T12:00:00Z'),
    foot: 'Œuvre d’été',
  })

test('a paper says what was written, accents and money included, tagged and in its language', async () => {
  const one = paper()
  one.heading('Rapport d’analyse', 1)
  one.text('Où l’œil s’émerveille : 12\u202f345 € « hors taxes ».\nUn second alinéa.')
  one.facts([['Acheteur', 'CH de Foix']])
  const bytes = await one.end()
  const text = await textOfPdf(bytes)
  expect(text).toMatch(/Où l’œil s’émerveille : 12\s345 € « hors taxes »\./)
  expect(text).toContain('Un second alinéa.')
  expect(text).toMatch(/Acheteur\W+CH de Foix/)
  expect(text).toContain('1 / 1')
  const raw = bytes.toString('latin1')
  for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (fr-FR)', '/S /Table', '/S /H1', '/FontFile'])
    expect(raw).toContain(part)
  expect((await paper('en').end()).toString('latin1')).toContain('/Lang (en-GB)')
})

test('a table goes on over pages with its head on each, and loses no row', async () => {
  const one = paper()
  const rows = Array.from({ length: 120 }, (_, at) => [
    `Ligne ${at + 1}.`,
    'Un motif assez long. '.repeat(4),
    `${at}`,
  ])
  one.table(
    [
      { head: 'Article', width: 3 },
      { head: 'Motif', width: 5 },
      { head: 'Nombre', width: 2, figures: true },
    ],
    rows,
  )
  const text = await textOfPdf(await one.end())
  for (const [first] of rows) expect(text).toContain(first)
  const pages = Number(/1 \/ (\d+)/.exec(text)?.[1])
  expect(pages).toBeGreaterThan(3)
  expect(text.match(/Article/g)).toHaveLength(pages)
  expect(text).toContain(`${pages} / ${pages}`)
})

test('a cell and a paragraph that no page could hold lose no word', async () => {
  const one = paper()
  const words = Array.from({ length: 2500 }, (_, at) => `mot${at}`)
  one.table(
    [
      { head: 'Mot', width: 1 },
      { head: 'Texte', width: 3 },
    ],
    [['a', words.join(' ')]],
  )
  one.text(words.map(word => `p${word}`).join(' '))
  const text = await textOfPdf(await one.end())
  const found = new Set(text.split(/\s+/))
  expect(words.filter(word => !found.has(word) || !found.has(`p${word}`))).toEqual([])
})

test('what the fonts do not draw is told by a mark, and rare accents are left out', () => {
  expect(printable('Łódź, Škoda\u202f!')).toBe('?ódz, Skoda\u00a0!')
  expect(printable('工厂 🙂 ا')).toBe('?? ? ?')
  expect(printable('a\u200b\u202eb\tc\r\nd\u2011e')).toBe('ab c\nd-e')
})

test('amounts are exact to the cent, however large', () => {
  expect(amount(150_050, 'fr')).toBe('1\u202f500,50\u00a0€')
  expect([amount(5, 'en'), amount(1e11 + 7, 'en')]).toEqual(['€0.05', '€1,000,000,000.07'])
})
