import type { ReadNeed } from '@maillage/matching/understanding/needs.ts'
import { Ajv } from 'ajv'
import { expect, describe, test } from 'vitest'
import { json, maillage, spawned } from './run.ts'

const words = 'Il nous faut 10k masques chirurgicaux type IIR sous 3 semaines, livraison à Pamiers.'

describe('needs in a text', () => {
  test('are told as JSON that its schema describes, from an option or the standard input', async () => {
    const parameters = ['read-need', '--as-of', '2026-11-24', '--json', '--text']
    const found = await json<ReadNeed[]>(maillage([...parameters, words]))
    expect(found).toMatchObject([
      {
        product: 'mask-surg-IIR',
        family: 'mask-surg',
        quantity: 10_000,
        unit: 'piece',
        per: null,
        norms: ['en-14683'],
        claim: 'protects-patient',
        place: 'Pamiers',
        deadline: '2026-12-15',
      },
    ])
    expect(await json(spawned([...parameters, '-'], words))).toEqual(found)
    const { output } = await json<{ output: object }>(maillage(['read-need', '--schema']))
    expect(new Ajv({ strict: false, validateFormats: false }).validate(output, found)).toBe(true)
  })

  test('are told to readers, with what is still to be asked', async () => {
    const { output } = await maillage(['read-need', '--as-of', '2026-11-24', '--text', words])
    expect(output).toMatch(/Masque chirurgical de type IIR +10\s000 +2026-12-15 +Pamiers/)
    const none = await maillage(['read-need', '--text', 'Bonjour à tous', '--language', 'en'])
    expect(none.output).toBe('No need in this text.\n')
  })

  test('are refused without words, with code 2 and nothing on the standard output', async () => {
    const refused = await maillage(['read-need', '--text', ' '])
    expect(refused).toEqual({ code: 2, output: '', errors: '--text holds no words.\n' })
    expect((await maillage(['read-need'])).code).toBe(2)
    expect((await maillage(['read-need', '--text', words, '--as-of', 'soon'])).errors).toContain(
      '--as-of is a date',
    )
  })
})
