import { expect, test } from 'vitest'
import { textOfRows, withRows } from './rows.ts'

test('the number of a lot counts nothing, and what counts stands beside what it counts', () => {
  const rows = [
    ['Lot', 'Désignation', 'Norme', 'Quantité'],
    ['1', 'Surblouses lavables', 'EN 14126', '5 000'],
    ['2', 'Masques chirurgicaux type IIR', '', '10 000'],
  ]
  expect(textOfRows(rows)).toBe(
    'Lot, Désignation, Norme, Quantité\n' +
      'Lot 1 : Surblouses lavables : 5 000, EN 14126\n' +
      'Lot 2 : Masques chirurgicaux type IIR : 10 000',
  )
})

test('without headings, rows that are counted from 1 are numbered', () => {
  const rows = [
    ['1', 'Charlottes', '300'],
    ['2', 'Calots', '40'],
  ]
  expect(textOfRows(rows)).toBe('Lot 1 : Charlottes : 300\nLot 2 : Calots : 40')
  const counted = [
    ['6', 'Surjeteuses'],
    ['12', 'Piqueuses plates'],
  ]
  expect(textOfRows(counted)).toBe('Surjeteuses : 6\nPiqueuses plates : 12')
})

test('only what was pasted from a spreadsheet changes in a text', () => {
  expect(withRows('Bonjour,\nSurjeteuse\t6\t35\nRame\t1\nMerci')).toBe(
    'Bonjour,\nSurjeteuse : 6, 35\nRame : 1\nMerci',
  )
  expect(withRows('Rien\r\nici')).toBe('Rien\r\nici')
})
