import { expect, test } from 'vitest'
import { piecesOf } from './links.ts'

const here = 'http://127.0.0.1:4000'

test('an address in a mail can be followed, and its full stop stays outside', () => {
  expect(piecesOf('Lisez https://exemple.fr/aide.', here)).toEqual([
    { text: 'Lisez ' },
    { text: 'https://exemple.fr/aide', href: 'https://exemple.fr/aide' },
    { text: '.' },
  ])
})

test('a link of the application opens where the application is open', () => {
  const [link] = piecesOf('http://localhost:3000/invitations/abc?x=1', here)
  expect(link).toEqual({
    text: 'http://localhost:3000/invitations/abc?x=1',
    href: 'http://127.0.0.1:4000/invitations/abc?x=1',
  })
})

test('a text without addresses is one piece', () => {
  expect(piecesOf('Bonjour,\nà bientôt', here)).toEqual([{ text: 'Bonjour,\nà bientôt' }])
})
