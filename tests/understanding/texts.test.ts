import { describe, expect, test } from 'vitest'
import { firmTexts, measureTexts, needTexts, precision, recall, total } from './measure.ts'

describe('the annotated texts', () => {
  const { scores } = measureTexts()

  test('are at least sixty, about half of them of real firms and needs', () => {
    const texts = [...firmTexts, ...needTexts]
    expect(texts.length).toBeGreaterThanOrEqual(60)
    expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length)
    expect(texts.filter(({ source }) => source !== null).length).toBeGreaterThanOrEqual(30)
  })

  test('are read with a precision of 0.95 and a recall of 0.9', () => {
    expect(precision(total(scores))).toBeGreaterThanOrEqual(0.95)
    expect(recall(total(scores))).toBeGreaterThanOrEqual(0.9)
  })

  test.each([...scores])('are read as well of one kind: %s', (_, score) => {
    expect(precision(score)).toBeGreaterThanOrEqual(0.9)
    expect(recall(score)).toBeGreaterThanOrEqual(0.85)
  })
})
