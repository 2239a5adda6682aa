import { describe, expect, test } from 'vitest'
import { docxOf, pdfOf, protectedOffice, xlsxOf, zipOf } from '../../tests/support/files.ts'
import { textOfFile } from './file.ts'
import { Unreadable } from './unreadable.ts'

const need = 'Besoin de 5 000 surblouses lavables à Foix'

/** Why a file is refused. */
async function refusalOf(bytes: Buffer): Promise<string> {
  try {
    await textOfFile(bytes)
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal.refused
    throw error
  }
  throw new Error('it was read')
}

describe('a file is read by what it is', () => {
  test('a PDF, line by line', async () => {
    expect(await textOfFile(pdfOf([need, 'avant le 15 mai']))).toEqual({
      kind: 'pdf',
      text: `${need}\navant le 15 mai`,
    })
  })

  test('a table in a PDF, by the gaps between its cells', async () => {
    const rows = ['Lot\tObjet\tQuantité', '1\tSurblouses lavables\t5 000', '2\tMasques FFP2\t300']
    expect((await textOfFile(pdfOf(['Avis', ...rows]))).text).toBe(
      'Avis\nLot, Objet, Quantité\nLot 1 : Surblouses lavables : 5 000\nLot 2 : Masques FFP2 : 300',
    )
  })

  test('a Word document, with its tables', async () => {
    const docx = docxOf(
      ['Avis & lots', need],
      [
        ['Désignation', 'Quantité'],
        ['Masques', '300'],
      ],
    )
    expect(await textOfFile(docx)).toEqual({
      kind: 'docx',
      text: `Avis & lots\n${need}\nDésignation, Quantité\nMasques : 300`,
    })
  })

  test('an Excel workbook, its days as days', async () => {
    const xlsx = xlsxOf([
      ['Produit', 'Pour le'],
      ['Masques', { serial: 46_522 }],
      [null, 12.5],
    ])
    expect(await textOfFile(xlsx)).toEqual({
      kind: 'xlsx',
      text: 'Produit, Pour le\nMasques, 2027-05-15\n12.5',
    })
  })

  test('a mail, without what machines say to each other', async () => {
    const mail = [
      'From: =?utf-8?q?H=C3=B4pital?= <achats@ch.example>',
      'Message-ID: <1@ch.example>',
      'Subject: =?utf-8?q?Besoin_urgent?=',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Il faut 300 masques =E0 Foix.',
    ].join('\r\n')
    expect(await textOfFile(Buffer.from(mail))).toEqual({
      kind: 'mail',
      text: 'Besoin urgent\n\nIl faut 300 masques à Foix.',
    })
  })

  test('a web page, without its scripts', async () => {
    const page = '<!doctype html><html><script>alert(1)</script><p>6 surjeteuses &amp; 2 rames</p></html>'
    expect(await textOfFile(Buffer.from(page))).toEqual({ kind: 'web-page', text: '6 surjeteuses & 2 rames' })
  })

  test('a plain text, in the letters of Windows too', async () => {
    expect((await textOfFile(Buffer.from('M\xe9caniciennes \x80', 'latin1'))).text).toBe('Mécaniciennes €')
    expect((await textOfFile(Buffer.from('﻿Mécaniciennes', 'utf8'))).text).toBe('Mécaniciennes')
    expect((await textOfFile(Buffer.from('\ufeffMécaniciennes', 'utf16le'))).text).toBe('Mécaniciennes')
  })
})

describe('a file that cannot be read says why', () => {
  const bomb = zipOf([{ name: 'word/document.xml', content: Buffer.alloc(80_000_000, ' ') }])
  const lying = zipOf([{ name: 'word/document.xml', content: Buffer.alloc(80_000_000, ' '), claims: 1000 }])
  const laughs = `<!DOCTYPE d [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "${'&a;'.repeat(30)}">`).join('')}]>`

  test.each([
    ['a scanned PDF', pdfOf([]), 'file-without-text'],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'file-without-text'],
    ['nothing at all', Buffer.alloc(0), 'file-without-text'],
    ['a PDF with a password', pdfOf([need], { locked: true }), 'file-protected'],
    ['a Word document with a password', protectedOffice(), 'file-protected'],
    [
      'an old Excel file',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]),
      'file-unsupported',
    ],
    ['another archive', zipOf([{ name: 'notes.txt', content: 'a' }]), 'file-unsupported'],
    ['a program', Buffer.from('MZ\u0000\u0001\u0002'), 'file-unsupported'],
    ['a PDF that was cut', Buffer.from('%PDF-1.7\n1 0 obj'), 'file-damaged'],
    ['an archive that was cut', docxOf([need]).subarray(0, 200), 'file-damaged'],
    [
      'a document that is no XML',
      zipOf([{ name: 'word/document.xml', content: '<w:p><w:t>a' }]),
      'file-damaged',
    ],
    [
      'entities within entities',
      zipOf([{ name: 'word/document.xml', content: `${laughs}<d>&a29;</d>` }]),
      'file-damaged',
    ],
    ['a bomb that says its size', bomb, 'too-much-to-read'],
    ['a bomb that hides its size', lying, 'file-damaged'],
    ['a million lines', docxOf(Array.from({ length: 300_000 }, () => 'abcd')), 'too-much-to-read'],
    ['a sheet as wide as the sea', xlsxOf([Array.from({ length: 300 }, () => 1)]), 'too-much-to-read'],
  ])('%s', async (_name, bytes, refused) => {
    const before = process.memoryUsage().rss
    const started = performance.now()
    expect(await refusalOf(bytes)).toBe(refused)
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  })
})
