import { describe, expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const lines = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

describe('a CSV file', () => {
  test('says that it is UTF-8, so that accents open right', () => {
    expect(csvOf([['Besoin']], ';').startsWith('\uFEFF')).toBe(true)
  })

  test('has a line for each row and nothing where a value is missing', () => {
    expect(
      lines(
        csvOf(
          [
            ['Gel', 200, null],
            ['Visière', 5, '09'],
          ],
          ';',
        ),
      ),
    ).toEqual(['Gel;200;', 'Visière;5;09'])
  })

  test('wraps what holds the separator, quotes or a new line', () => {
    expect(lines(csvOf([['a;b', 'c,d', 'dit "oui"']], ';'))).toEqual(['"a;b";c,d;"dit ""oui"""'])
  })

  test('lets no text run as a formula', () => {
    expect(lines(csvOf([['=1+1', '@x', -5]], ','))).toEqual(["'=1+1,'@x,-5"])
  })
})
