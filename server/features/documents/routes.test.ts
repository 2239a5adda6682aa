import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Answer,
  type Api,
  openApi,
  type Problem,
  sendDocument,
  type SignedIn,
} from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { docxOf, pdfOf, protectedOffice, xlsxOf, zipOf } from '../../../tests/support/files.ts'
import { newId } from '../../ids.ts'
import { sweepDocuments } from './jobs.ts'
import { documentsOf, keepDocuments, publishDocuments } from './keep.ts'
import type { DocumentShown } from './schemas.ts'
import { DOCUMENT_BYTES } from './schemas.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const report = pdfOf(['Rapport d’essai EN 14683'])

describeOnOneConnection('a document', bed => {
  let api: Api
  let editor: SignedIn
  let viewer: SignedIn
  let stranger: SignedIn
  let firm: string
  let other: string

  const send = (name: string, bytes: Buffer, person = editor) =>
    sendDocument(api, person, firm, { name, bytes })
  const sent = async (name = 'rapport.pdf', bytes = report) => (await send(name, bytes)).json<DocumentShown>()
  const read = (id: string, person?: SignedIn) => (person?.call ?? api.anyone)('GET', `/api/documents/${id}`)
  const refused = (answer: Answer) => [answer.statusCode, answer.json<Problem>().code]
  const take = (ids: string[], subject = { kind: 'lot', id: newId() }, organisationId = firm) =>
    bed
      .db()
      .transaction()
      .execute(trx => keepDocuments(trx, { organisationId, ids, subject }))
  const rows = () => bed.db().selectFrom('document').select(['id', 'storedAt', 'removedAt']).execute()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    ;[editor, viewer, stranger] = await Promise.all([
      api.person('Edith'),
      api.person('Vera'),
      api.person('Sam'),
    ])
    firm = await api.organisation({ name: 'Tissages', roles: ['firm'] })
    other = await api.organisation({ name: 'Confection', roles: ['firm'] })
    await api.join(editor, firm, 'editor')
    await api.join(viewer, firm, 'viewer')
    await api.join(stranger, other, 'owner')
  })
  afterAll(() => api.close())

  test('comes back as it was sent, as a file to save and nothing to open', async () => {
    const document = await sent('Rapport d’essai n° 4.pdf')
    expect(document).toMatchObject({
      name: 'Rapport d’essai n° 4.pdf',
      mediaType: 'application/pdf',
      bytes: report.length,
    })
    const answer = await read(document.id, viewer)
    expect(answer.rawPayload.equals(report)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition':
        'attachment; filename="Rapport d_essai n_ 4.pdf"; filename*=UTF-8\'\'Rapport%20d%E2%80%99essai%20n%C2%B0%204.pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
  })

  test('is one of seven kinds, by what it holds', async () => {
    const kinds = await Promise.all(
      (
        [
          ['a.docx', docxOf(['Bonjour'])],
          ['a.xlsx', xlsxOf([['Taille', 'M']])],
          ['a.png', png],
          ['a.jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
          ['a.csv', Buffer.from('taille;nombre\nM;4')],
          ['a.txt', Buffer.from('Bonjour')],
        ] as const
      ).map(async ([name, bytes]) => (await sent(name, bytes)).mediaType.replace(/^.*[./]/, '')),
    )
    expect(kinds).toEqual(['document', 'sheet', 'png', 'jpeg', 'csv', 'plain'])
  })

  test('is refused where it is not what it says, could run, or cannot be opened', async () => {
    const macros = zipOf([
      { name: 'word/document.xml', content: '<w:document/>' },
      { name: 'word/vbaProject.bin', content: 'Sub' },
    ])
    for (const [name, bytes, answer] of [
      ['rapport.pdf', png, [415, 'document-mismatch']],
      ['rapport.pdf', Buffer.from('<html><script>alert(1)</script>'), [415, 'document-type']],
      ['rapport.pdf', Buffer.from('%PDF-1.7 et rien'), [422, 'file-damaged']],
      ['rapport.pdf', pdfOf(['secret'], { locked: true }), [422, 'file-protected']],
      ['rapport.docx', protectedOffice(), [422, 'file-protected']],
      ['rapport.docx', macros, [415, 'document-type']],
      ['rapport.zip', zipOf([{ name: 'a.txt', content: 'a' }]), [415, 'document-type']],
      ['rapport.txt', Buffer.from([1, 2, 3, 4]), [415, 'document-type']],
      ['rapport.txt', Buffer.alloc(0), [422, 'document-empty']],
      ['rapport.txt', Buffer.alloc(DOCUMENT_BYTES + 1, 'a'), [413, 'document-too-large']],
    ] as const)
      expect([name, ...refused(await send(name, bytes))]).toEqual([name, ...answer])
    const path = `/api/organisations/${firm}/documents`
    expect(refused(await editor.call('POST', path, {}))).toEqual([422, 'document-missing'])
    expect(refused(await send('a.txt', Buffer.from('a'), viewer))).toEqual([403, 'not-allowed'])
    expect(refused(await send('a.txt', Buffer.from('a'), stranger))).toEqual([404, 'not-found'])
  })

  test('is read by its own organisation, and by nobody else while nothing says so', async () => {
    const { id } = await sent()
    const statuses = async () =>
      Promise.all([viewer, stranger, undefined].map(async one => (await read(id, one)).statusCode))
    expect(await statuses()).toEqual([200, 404, 404])
    expect(await take([id])).toBeNull()
    expect(await statuses()).toEqual([200, 404, 404])
  })

  test('is taken for one thing, by whoever sent it', async () => {
    const [{ id }, second] = [await sent(), await sent('photo.png', png)]
    const subject = { kind: 'lot', id: newId() }
    expect(await take([id], subject, other)).toMatchObject({ fields: [{ field: '/documents/0' }] })
    expect(await take([second.id, newId()], subject)).toMatchObject({ fields: [{ field: '/documents/1' }] })
    expect(await take([id], subject)).toBeNull()
    expect(await take([id, second.id], subject)).toBeNull()
    expect(await take([id])).toMatchObject({ fields: [{ field: '/documents/0' }] })
    expect((await documentsOf(bed.db(), subject)).map(({ name }) => name)).toEqual([
      'rapport.pdf',
      'photo.png',
    ])
  })

  test('goes when its organisation lets go of it, but never once it was published', async () => {
    const [loose, published] = [await sent(), await sent()]
    const subject = { kind: 'lot', id: newId() }
    await take([published.id], subject)
    await bed
      .db()
      .transaction()
      .execute(trx => publishDocuments(trx, subject))
    const remove = (id: string, person = editor) => person.call('DELETE', `/api/documents/${id}`)
    expect((await remove(loose.id, viewer)).statusCode).toBe(404)
    expect((await remove(loose.id, stranger)).statusCode).toBe(404)
    expect((await remove(loose.id)).statusCode).toBe(204)
    expect((await read(loose.id, editor)).statusCode).toBe(404)
    expect(refused(await remove(published.id))).toEqual([409, 'document-published'])
    await sweepDocuments(api.app)
    await expect(api.app.files.read(loose.id)).rejects.toThrow(loose.id)
    expect((await read(published.id, editor)).statusCode).toBe(200)
  })

  test('leaves nothing behind where it was never taken, or half arrived', async () => {
    const [taken, forgotten, fresh, half] = [await sent(), await sent(), await sent(), await sent()]
    await take([taken.id])
    const old = sql`update document set created_at = now() - interval '25 hours' where id = any(${[taken.id, forgotten.id, half.id]}::uuid[])`
    await old.execute(bed.db())
    // As a server leaves it that dies while bytes arrive: with and without a file.
    await bed.db().updateTable('document').set({ storedAt: null }).where('id', '=', half.id).execute()
    expect((await read(half.id, editor)).statusCode).toBe(404)
    expect(await take([half.id])).toMatchObject({ refused: 'invalid-input' })
    await sweepDocuments(api.app)
    const left = (await rows()).map(({ id }) => id)
    expect([taken, forgotten, fresh, half].map(({ id }) => left.includes(id))).toEqual([
      true,
      false,
      true,
      false,
    ])
    for (const { id } of [forgotten, half]) await expect(api.app.files.read(id)).rejects.toThrow(id)
    expect((await read(taken.id, editor)).statusCode).toBe(200)
  })

  test('waits with at most sixty others', async () => {
    const answers = await Promise.all(
      Array.from({ length: 3 }, (_, index) => send(`${index}.txt`, Buffer.from('a'))),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    await sql`insert into document (id, organisation_id, name, media_type, bytes, digest)
      select gen_random_uuid(), ${firm}, 'a.txt', 'text/plain', 1, repeat('a', 64) from generate_series(1, 60)`.execute(
      bed.db(),
    )
    expect(refused(await send('a.txt', Buffer.from('a')))).toEqual([409, 'too-many-documents'])
  })
})
