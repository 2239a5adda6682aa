import { describe, expect, test } from 'vitest'
import { walkXml } from '../../reader/xml.ts'
import { atomOf } from './atom.ts'
import { calendarOf } from './calendar.ts'

const hostile =
  'Masques <b>&amp; "visières"</b>, lot 1;\u0000\u000b \\ fin\nDeuxième ligne \u{1f9f5} é'.repeat(3)

describe('a feed', () => {
  const entry = {
    id: '01938000-0000-7000-8000-000000000002',
    title: hostile,
    summary: hostile,
    author: 'CH de Foix & Cie',
    url: 'https://m.fr/needs/1?a=1&b=2',
    publishedAt: '2027-01-31T10:00:00.000Z',
    updatedAt: '2027-02-01T10:00:00.000Z',
  }
  const feed = { title: 'Besoins', url: 'https://m.fr', self: 'https://m.fr/feed.atom', language: 'fr' }

  /** The texts of each element, read by a strict parser, which throws where it is no XML. */
  function textsIn(xml: string): Record<string, string[]> {
    const found: Record<string, string[]> = {}
    const open: string[] = []
    walkXml(xml, {
      open: name => {
        open.push(name)
        ;(found[name] ??= []).push('')
      },
      close: () => void open.pop(),
      text: text => {
        const texts = found[open.at(-1) ?? '']
        if (texts) texts.push(`${texts.pop() ?? ''}${text}`)
      },
    })
    return found
  }

  test('is XML whatever people write, and says it all but what XML cannot hold', () => {
    const texts = textsIn(atomOf(feed, [entry]))
    expect(texts['title']).toEqual(['Besoins', hostile.replaceAll('\u0000', '').replaceAll('\u000b', '')])
    expect(texts['name']).toEqual(['CH de Foix & Cie'])
    expect(texts['updated']).toEqual([entry.updatedAt, entry.updatedAt])
    expect(texts['id']?.[1]).toBe(`urn:uuid:${entry.id}`)
  })

  test('is one as well where there is nothing to tell', () => {
    expect(textsIn(atomOf(feed, []))['entry']).toBeUndefined()
  })
})

describe('a calendar', () => {
  const date = {
    uid: '1@maillage',
    at: '2027-05-01',
    title: hostile,
    description: hostile,
    url: 'https://m.fr/needs/1',
    changedAt: '2027-02-01T10:00:00.000Z',
  }
  const text = calendarOf('Besoins', [date, { ...date, uid: '2@maillage', at: '2027-05-01T09:30:00.000Z' }])

  test('has lines of at most 75 octets, which say it all when they are put together again', () => {
    const lines = text.split('\r\n')
    expect(Math.max(...lines.map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    const whole = text.replaceAll('\r\n ', '').split('\r\n')
    const summary = whole.find(line => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length) ?? ''
    const read = summary.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
    expect(read).toBe(hostile.replaceAll('\u0000', '').replaceAll('\u000b', ''))
  })

  test('tells days from instants', () => {
    expect(text).toContain('\r\nDTSTART;VALUE=DATE:20270501\r\n')
    expect(text).toContain('\r\nDTSTART:20270501T093000Z\r\n')
    expect(text).toContain('\r\nDTSTAMP:20270201T100000Z\r\n')
  })
})
