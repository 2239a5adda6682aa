import { describe, expect, test } from 'vitest'
import { hostileTexts } from './hostile.ts'
import { needsOf, profileOf } from './read.ts'

describe('bad input', () => {
  // Whatever took more than linear time would not come to an end within the tests' own limit.
  test.each(Object.keys(hostileTexts))('in bulk is read to its end: %s', name => {
    const text = hostileTexts[name] ?? ''
    expect(text.length).toBeGreaterThan(250_000)
    const { proposals } = profileOf(text)
    for (const { spans } of proposals) expect(spans[0]?.end).toBeLessThanOrEqual(text.length)
    for (const { readings } of needsOf(text)) {
      for (const { confidence } of readings) expect(confidence).toBeGreaterThan(0)
    }
  })

  test('script, tags and entities are no words, and places are those of the text that was given', () => {
    const text =
      '<script>var gants = 9000</script><p>Besoin&nbsp;: 1&nbsp;000 <b>surblouses</b> &eacute;co <i>jetables</i></p>'
    const [need, ...others] = needsOf(text)
    expect(others).toEqual([])
    expect(need).toMatchObject({ product: 'gown-disposable', quantity: 1000 })
    for (const span of Object.values(need?.spans ?? {}).flat()) {
      expect(text.slice(span.start, span.end)).toBe(span.text)
    }
    expect(need?.spans.quantity?.[0]?.text).toBe('1&nbsp;000')
    expect(needsOf('<script>besoin de 300 gants').map(({ quantity }) => quantity)).toEqual([300])
    expect(needsOf('2 < 3 & besoin de 300 gants').map(({ quantity }) => quantity)).toEqual([300])
  })

  test('words around are read beside right-to-left text, emoji and what is no text', () => {
    const read = (text: string) => needsOf(text).map(({ product, quantity }) => [product, quantity])
    expect(read('نحتاج besoin de 300 charlottes مستشفى')).toEqual([['cap', 300]])
    expect(read('🙏🏽 besoin de 300 charlottes 😷👩‍⚕️')).toEqual([['cap', 300]])
    expect(read('\u202ebesoin de 300 charlottes\u0000\ufffd\ud83d')).toEqual([['cap', 300]])
    expect(read('BESOIN DE 300 CHARLOTTES')).toEqual([['cap', 300]])
    expect(read('besoin de 300 visie\u0300res')).toEqual([['visor', 300]])
  })

  test('terms and numbers beyond reason are no dates and no quantities', () => {
    const [need] = needsOf(`besoin de ${'9'.repeat(400)} charlottes sous 99999999999 mois, le 31/13/2026`)
    expect(need).toMatchObject({ product: 'cap', quantity: null, deadline: null })
  })
})
