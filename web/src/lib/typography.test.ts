import { expect, test } from 'vitest'
import { typesetFrench } from '../../messages/typography.ts'

test.each([
  ["l'atelier", 'l’atelier'],
  ['Pourquoi ?', 'Pourquoi\u202f?'],
  ['Langue : français', 'Langue\u00a0: français'],
  ['« déclaré »', '«\u202fdéclaré\u202f»'],
  ['20 000 pièces', '20\u202f000 pièces'],
  ['à 12 km', 'à 12\u00a0km'],
  ['{days} % du temps', '{days}\u00a0% du temps'],
  ['https://exemple.fr', 'https://exemple.fr'],
])('%j is set as %j', (typed, set) => {
  expect(typesetFrench(typed)).toBe(set)
  expect(typesetFrench(set)).toBe(set)
})
