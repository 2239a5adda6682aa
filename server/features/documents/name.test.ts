import { expect, test } from 'vitest'
import { documentName } from './name.ts'

const pdf = 'application/pdf'

test('a document keeps the name it was given, on one line and without its folders', () => {
  expect(documentName('Rapport d’essai.pdf', pdf)?.name).toBe('Rapport d’essai.pdf')
  expect(documentName('C:\\essais\\2026\\rapport.PDF', pdf)?.name).toBe('rapport.pdf')
  expect(documentName('../../etc/passwd', 'text/plain')?.name).toBe('passwd.txt')
  expect(documentName('ligne\r\nSet-Cookie: x', 'text/plain')?.name).toBe('ligneSet-Cookie: x.txt')
  expect(documentName('', pdf)?.name).toBe('document.pdf')
  expect(documentName('..', pdf)?.name).toBe('document.pdf')
})

test('it ends as its kind does, so that nothing opens it as something else', () => {
  expect(documentName('certificat', pdf)?.name).toBe('certificat.pdf')
  expect(documentName('facture.exe', 'text/plain')?.name).toBe('facture.exe.txt')
  expect(documentName('norme-13795.2019', pdf)?.name).toBe('norme-13795.2019.pdf')
  // « facture » with letters turned round would read « facturefdp.exe ».
  expect(documentName('facture\u202Eexe.pdf', pdf)?.name).toBe('factureexe.pdf')
  expect(documentName(`${'é'.repeat(400)}.pdf`, pdf)?.name).toHaveLength(154)
})

test('columns are told by the name, and a name that says another kind is refused', () => {
  expect(documentName('tailles.csv', 'text/plain')).toEqual({ name: 'tailles.csv', mediaType: 'text/csv' })
  expect(documentName('photo.png', pdf)).toBeNull()
  expect(documentName('rapport.pdf', 'image/png')).toBeNull()
})
