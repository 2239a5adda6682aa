import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../app.css', import.meta.url), 'utf8')

/** A colour token of the theme, as its light and dark values. */
function token(name: string): [string, string] {
  const found = new RegExp(`--color-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)
  const [, light, dark] = found ?? []
  if (light === undefined || dark === undefined) throw new Error(`no token --color-${name} in app.css`)
  return [light, dark]
}

/** Relative luminance of a colour written #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

const grounds = ['paper', 'surface', 'sunken', 'thread-wash', 'verdigris-wash', 'ochre-wash', 'madder-wash']
const inks = ['ink', 'soft', 'faint', 'thread', 'thread-strong', 'verdigris', 'ochre', 'madder']

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_, theme) => {
  test.each(inks)('%s can be read on every ground', ink => {
    const unreadable = grounds.filter(ground => contrast(token(ink)[theme], token(ground)[theme]) < 4.5)
    expect(unreadable).toEqual([])
  })

  test.each([
    ['on-thread', 'thread'],
    ['on-thread', 'thread-strong'],
    ['on-madder', 'madder'],
  ])('%s can be read on %s', (ink, ground) => {
    expect(contrast(token(ink)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(4.5)
  })

  test('the edge of a control can be seen on what surrounds it', () => {
    const unseen = ['paper', 'surface'].filter(
      ground => contrast(token('edge')[theme], token(ground)[theme]) < 3,
    )
    expect(unseen).toEqual([])
  })
})
