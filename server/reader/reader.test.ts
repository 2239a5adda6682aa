import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { afterEach, expect, test } from 'vitest'
import { docxOf, pdfBomb } from '../../tests/support/files.ts'
import { createReader, type Reader } from './reader.ts'

let reader: Reader
afterEach(() => reader.close())

test('a reading that takes too long is given up', async () => {
  reader = createReader(loadCatalogue(), { longest: 1 })
  expect(await reader.needs('surblouses '.repeat(50_000), '2026-11-24')).toEqual({
    refused: 'too-much-to-read',
  })
})

test('a file that unpacks without end is closed before it fills the memory, and the next one is read', async () => {
  reader = createReader(loadCatalogue(), { mostGrowth: 150_000_000 })
  const before = process.memoryUsage.rss()
  let most = 0
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before)), 10)
  const bomb = pdfBomb(4_000_000_000)
  expect(bomb.length).toBeLessThan(5_000_000)
  expect(await reader.file(bomb)).toEqual({ refused: 'too-much-to-read' })
  clearInterval(look)
  expect(most).toBeLessThan(1_500_000_000)
  expect(await reader.file(docxOf(['Six surjeteuses.']))).toEqual({ kind: 'docx', text: 'Six surjeteuses.' })
})
