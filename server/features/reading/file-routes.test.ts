import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { docxOf, pdfOf } from '../../../tests/support/files.ts'
import { FILE_BYTES } from './schemas.ts'

describeOnDatabase('a file that is dropped', bed => {
  let api: Api
  let person: SignedIn
  let firm: string

  const drop = (payload: Buffer, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: `/api/organisations/${firm}/reading/files`,
      headers: {
        'content-type': 'application/octet-stream',
        'accept-language': 'fr',
        cookie: person.cookie,
        ...headers,
      },
      payload,
    })

  beforeAll(async () => {
    api = await openApi(bed.connection())
    person = await api.person('Fanny')
    firm = await api.organisation({ name: 'Atelier', roles: ['firm'] })
    await api.join(person, firm, 'viewer')
  })
  afterAll(() => api.close())

  test('gives its text back, whatever it is called', async () => {
    const answer = await drop(docxOf(['Six surjeteuses.']))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ kind: 'docx', text: 'Six surjeteuses.' })
  })

  test('is refused with the way out where it holds no letters', async () => {
    const answer = await drop(pdfOf([]))
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().title).toBe('Ce fichier ne contient pas de texte')
    const english = await drop(pdfOf(['a'], { locked: true }), { 'accept-language': 'en' })
    expect(english.json<Problem>().title).toBe('This file is protected by a password')
  })

  test('is not even taken in where it is too large, nor from anybody', async () => {
    const answer = await drop(Buffer.alloc(10), { 'content-length': '200000000' })
    expect(answer.statusCode).toBe(413)
    expect(answer.json<Problem>()).toMatchObject({
      code: 'file-too-large',
      title: 'Ce fichier est trop gros',
    })
    expect((await drop(Buffer.alloc(FILE_BYTES + 1))).statusCode).toBe(413)
    expect((await drop(Buffer.alloc(10), { cookie: '' })).statusCode).toBe(401)
  })
})
