import { describe, expect, test } from 'vitest'
import departments from './departments.json' with { type: 'json' }
import { loadTowns, searchTowns, townByCode } from './towns.ts'

const first = (query: string) => searchTowns(query, 1)[0]
const names = (query: string, limit = 10) => searchTowns(query, limit).map(town => town.name)

describe('finding a town by its name', () => {
  test('the exact name comes first, with its place', () => {
    expect(first('Foix')).toEqual({
      code: '09122',
      name: 'Foix',
      department: '09',
      postalCodes: ['09000'],
      latitude: 42.9605,
      longitude: 1.6079,
      precision: 'commune',
    })
  })

  test.each([
    ['laroque d olmes', '09157'],
    ["LAROQUE-D'OLMES", '09157'],
    ['laroque d’olmes', '09157'],
    ['laroquedolmes', '09157'],
    ['st-girons 09', '09261'],
    ['mont de marsan', '40192'],
    ['montdemarsan', '40192'],
    ['olmes laroque', '09157'],
    ['st girons', '09261'],
    ['Saint-Girons', '09261'],
    ['ste foy de peyrolieres', '31481'],
    ['toulouse', '31555'],
    ['paris', '75056'],
    ['castres', '81065'],
    ['rochelle', '17300'],
    ['mas d azil', '09181'],
    ['ile d yeu', '85113'],
    ['hay les roses', '94038'],
  ])('%s', (query, code) => {
    expect(first(query)?.code).toBe(code)
  })

  test('a beginning proposes the largest towns first, after the exact name', () => {
    expect(names('toulo', 2)).toEqual(['Toulouse', 'Toulon'])
    expect(names('toul', 2)).toEqual(['Toul', 'Toulouse'])
    expect(searchTowns('saint', 5)).toHaveLength(5)
  })

  test('a department or postal code beside the name tells namesakes apart', () => {
    expect(first('Saint-Denis')?.code).toBe('97411')
    expect(first('Saint-Denis 93')?.code).toBe('93066')
    expect(first('81100 Castres')?.code).toBe('81065')
  })

  test.each(['zzzzz', '', '   ', '-', '99999', 'Foix 31', 'a'.repeat(2_000_000)])(
    'finds nothing for %.20s',
    query => {
      expect(searchTowns(query)).toEqual([])
    },
  )
})

describe('finding a town by its code', () => {
  test('by postal code, whole or its beginning', () => {
    expect(searchTowns('09300').map(town => town.code)).toContain('09160')
    expect(first('31000')?.code).toBe('31555')
    expect(first('311')?.code).toBe('31555')
  })

  test('by INSEE code', () => {
    expect(first('75056')?.name).toBe('Paris')
    expect(first('2A004')?.name).toBe('Ajaccio')
    expect(first('2a004')?.name).toBe('Ajaccio')
    expect(townByCode('81065')?.name).toBe('Castres')
    expect(townByCode('00000')).toBeUndefined()
  })
})

describe('the list of towns', () => {
  const towns = loadTowns()
  const metropolitan = towns.filter(town => town.department < '97')

  test('holds every commune once, each in a known department', () => {
    expect(towns.length).toBeGreaterThan(34_900)
    expect(new Set(towns.map(town => town.code)).size).toBe(towns.length)
    const known = new Set(departments.map(department => department.code))
    expect(towns.filter(town => !known.has(town.department))).toEqual([])
  })

  test('gives every commune a postal code and coordinates, inside metropolitan France where it is', () => {
    expect(towns.filter(town => !town.postalCodes.every(code => /^\d{5}$/.test(code)))).toEqual([])
    expect(towns.filter(town => !Number.isFinite(town.latitude) || !Number.isFinite(town.longitude))).toEqual(
      [],
    )
    const outside = metropolitan.filter(
      ({ latitude, longitude }) => latitude < 41.3 || latitude > 51.2 || longitude < -5.3 || longitude > 9.7,
    )
    expect(outside).toEqual([])
  })

  test('says which places are estimated', () => {
    const own = metropolitan.filter(town => town.precision === 'commune')
    expect(own.length / metropolitan.length).toBeGreaterThan(0.24)
    const area = metropolitan.filter(town => town.precision === 'area')
    expect(area.length / metropolitan.length).toBeLessThan(0.18)
  })
})

test('Occitanie has its thirteen departments', () => {
  const occitanie = departments
    .filter(department => department.region === 'Occitanie')
    .map(({ code }) => code)
  expect(occitanie).toEqual(['09', '11', '12', '30', '31', '32', '34', '46', '48', '65', '66', '81', '82'])
})
