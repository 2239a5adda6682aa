import { expect, test } from 'vitest'
import { countedIn } from './sheet.ts'

test('a count is read from the file that was downloaded, whatever a spreadsheet made of it', () => {
  const heading = 'Dépôt;Article;Taille;Lot;Fabricant;Péremption;Quantité;Compté;En route'
  const file = `\uFEFF${heading}\r\nNord;Surblouse;;L-1;"Foix; atelier";;20;18;0\r\nNord;Visière;;L-2;X;;5;;0\r\n`
  expect(countedIn(file)).toEqual([{ number: 'L-1', maker: 'Foix; atelier', depot: 'Nord', counted: '18' }])
  expect(countedIn('Lot,Counted\n"L ""1""",0\n')).toEqual([
    { number: 'L "1"', maker: '', depot: '', counted: '0' },
  ])
  expect(countedIn('Lot\tCounted\nL-3\t4')).toEqual([{ number: 'L-3', maker: '', depot: '', counted: '4' }])
  expect(countedIn('Article;Quantité\nVisière;4')).toBeNull()
})
