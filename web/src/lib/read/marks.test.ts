import { describe, expect, test } from 'vitest'
import { aroundOf, piecesOf } from './marks.ts'

const text = 'Nous avons 6 surjeteuses et 2 rames.'
const mark = (words: string, key = words) => {
  const start = text.indexOf(words)
  return { key, start, end: start + words.length }
}

describe('a text with what was read in it', () => {
  test('is cut where something was read, and nothing of it is lost', () => {
    const pieces = piecesOf(text, [mark('rames'), mark('surjeteuses')])
    expect(pieces.map(piece => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ keys }) => keys.length > 0).map(piece => piece.text)).toEqual([
      'surjeteuses',
      'rames',
    ])
  })

  test('shows words that mean two things once, with both', () => {
    const pieces = piecesOf(text, [mark('surjeteuses', 'machine'), mark('6 surjeteuses', 'count')])
    expect(pieces.find(({ keys }) => keys.length > 0)).toMatchObject({
      text: '6 surjeteuses',
      keys: ['count', 'machine'],
    })
  })

  test('leaves out what is long and says nothing', () => {
    const long = `${'a '.repeat(2000)}surjeteuse${' b'.repeat(2000)}`
    const start = long.indexOf('surjeteuse')
    const pieces = piecesOf(long, [{ key: 'x', start, end: start + 10 }])
    const shown = pieces.reduce((sum, piece) => sum + piece.text.length, 0)
    expect(shown).toBeLessThan(400)
    expect(shown + pieces.reduce((sum, piece) => sum + piece.left, 0)).toBe(long.length)
    expect(piecesOf('c'.repeat(5000), [])[0]?.text.length).toBe(640)
  })

  test('gives the words around a mark, no further than its line', () => {
    const lines = `Autre chose.\n${text}\nEt puis.`
    const start = lines.indexOf('surjeteuses')
    expect(aroundOf(lines, { start, end: start + 11 })).toEqual([
      'Nous avons 6 ',
      'surjeteuses',
      ' et 2 rames.',
    ])
  })
})
