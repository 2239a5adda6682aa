/** Floors under the engine's quality: a little below what `pnpm quality` measures, so that a loss goes red. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { describe, expect, test } from 'vitest'
import { classOf, firmOf, gradesOf } from './golden.ts'
import {
  type Measured,
  measureNeeds,
  measureNothing,
  measureProfiles,
  measureSecond,
  measureThird,
  type MeasuredProfile,
} from './measure.ts'
import { needs, regionOfFirms } from './needs.ts'
import { profiles } from './profiles/all.ts'
import { texts } from './profiles/own-words.ts'
import { secondProfiles } from './profiles/second-set.ts'
import { thirdProfiles, thirdTexts } from './profiles/third-set.ts'
import { mean } from './scores.ts'

const catalogue = loadCatalogue()
const found = measureProfiles()
const ofClass = (name: MeasuredProfile['class']) => found.filter(each => each.class === name)
const ndcg = (list: Measured[]) => mean(list.map(each => each.ndcg))
const share = (list: Measured[], key: 'hit1' | 'hit5') => mean(list.map(each => Number(each[key])))

describe('the golden set', () => {
  const sold = catalogue.items
    .filter(({ kind, historic }) => kind === 'product' && !historic)
    .map(({ id }) => id)

  test('has at least 40 profiles, 20 of them real firms, of every class', () => {
    expect(profiles.length).toBeGreaterThanOrEqual(40)
    expect(profiles.filter(({ source }) => source !== null).length).toBeGreaterThanOrEqual(20)
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length)
    expect(new Set(profiles.map(classOf)).size).toBe(5)
  })

  test('names what the catalogue knows, and grades sold products once', () => {
    const machines = catalogue.machineTypes.map(({ id }) => id)
    const trades = catalogue.trades.map(({ id }) => id)
    const families = catalogue.materialFamilies.map(({ id }) => id)
    for (const profile of profiles) {
      const { makes = [], couldMake = [], withPartners = [] } = profile.grades
      const graded = [...makes, ...couldMake, ...withPartners]
      expect(sold).toEqual(expect.arrayContaining(graded))
      expect(gradesOf(profile.grades).size).toBe(graded.length)
      expect(machines).toEqual(expect.arrayContaining(Object.keys(profile.machines)))
      expect(trades).toEqual(expect.arrayContaining(Object.keys(profile.people)))
      expect(families).toEqual(expect.arrayContaining(profile.materials))
    }
  })

  test('gives no real firm a certificate', () => {
    const real = profiles.filter(({ source }) => source !== null)
    expect(real.flatMap(profile => firmOf(profile).certificates)).toEqual([])
  })

  test('grades for each need firms of its region', () => {
    expect(needs.length).toBeGreaterThanOrEqual(10)
    for (const { grades } of needs) {
      expect(regionOfFirms).toEqual(expect.arrayContaining([...gradesOf(grades).keys()]))
    }
  })
})

describe('what a firm could make', () => {
  test('is first what it makes already', () => {
    expect(ndcg(ofClass('makes now'))).toBeGreaterThan(0.96)
    expect(share(ofClass('makes now'), 'hit1')).toBe(1)
    expect(share(ofClass('makes now'), 'hit5')).toBe(1)
  })

  test('is found where it makes nothing yet', () => {
    expect(ndcg(ofClass('could make'))).toBeGreaterThan(0.88)
    expect(share(ofClass('could make'), 'hit1')).toBeGreaterThan(0.8)
    expect(share(ofClass('could make'), 'hit5')).toBeGreaterThan(0.95)
  })

  test('is in order where it makes one thing and could make another', () => {
    expect(ndcg(ofClass('mixed'))).toBeGreaterThan(0.93)
    expect(share(ofClass('mixed'), 'hit1')).toBeGreaterThan(0.9)
  })

  test('is found for a firm that names its trade and no machine', () => {
    expect(ndcg(ofClass('cold start'))).toBeGreaterThan(0.88)
    expect(share(ofClass('cold start'), 'hit1')).toBeGreaterThan(0.85)
  })

  test('is nothing for a weaver of carpets and a maker of lace', () => {
    expect(measureNothing()).toEqual([])
  })
})

describe('the second set', () => {
  const second = measureSecond()

  test('of firms by what they have is in order, the first right for nearly all', () => {
    expect(second.profiles.length).toBeGreaterThanOrEqual(30)
    expect(ndcg(second.profiles)).toBeGreaterThan(0.955)
    expect(share(second.profiles, 'hit1')).toBeGreaterThan(0.95)
  })

  test('of firms in their own words is nearly as good', () => {
    expect(second.texts.length).toBeGreaterThanOrEqual(50)
    expect(ndcg(second.texts)).toBeGreaterThan(0.935)
    expect(share(second.texts, 'hit1')).toBe(1)
    expect(share(second.texts, 'hit5')).toBe(1)
  })

  test('says of no firm what the trade rules out, and nothing of who makes none of it', () => {
    expect(second.wrong).toEqual([])
  })

  test('names what the catalogue knows, and grades sold products once', () => {
    const processes = catalogue.processes.map(({ id }) => id)
    for (const { grades, never } of [...secondProfiles, ...texts, ...thirdProfiles, ...thirdTexts]) {
      const { makes = [], couldMake = [], withPartners = [] } = grades
      const graded = [...makes, ...couldMake, ...withPartners]
      expect(gradesOf(grades).size).toBe(graded.length)
      const known = catalogue.items.filter(({ kind }) => kind === 'product').map(({ id }) => id)
      expect(known).toEqual(expect.arrayContaining(graded))
      expect(processes).toEqual(expect.arrayContaining(never))
    }
  })
})

describe('the third set, by another judge', () => {
  const third = measureThird()

  test('of firms by what they have is mostly in order', () => {
    expect(third.profiles.length).toBeGreaterThanOrEqual(20)
    expect(ndcg(third.profiles)).toBeGreaterThan(0.88)
    expect(share(third.profiles, 'hit5')).toBeGreaterThan(0.93)
  })

  test('of firms in their own words is so too', () => {
    expect(third.texts.length).toBeGreaterThanOrEqual(60)
    expect(ndcg(third.texts)).toBeGreaterThan(0.85)
    expect(share(third.texts, 'hit1')).toBeGreaterThan(0.78)
    expect(share(third.texts, 'hit5')).toBeGreaterThan(0.93)
  })

  test('says nothing of traders, menders, packers and designers without a workshop', () => {
    const nothing = ['repairer', 'trader-en', 'designer-en', 'copack'].map(name => `third-text-${name}`)
    expect(third.wrong.filter(line => nothing.some(id => line.startsWith(`${id}:`)))).toEqual([])
  })
})

test('the firms a need calls are those of the trade, the best first', () => {
  const called = measureNeeds()
  expect(ndcg(called)).toBeGreaterThan(0.83)
  expect(share(called, 'hit1')).toBeGreaterThan(0.9)
})
