import { describe, expect, test } from 'vitest'
import { readAwardCsv, readAwardJson } from './read-award.ts'

describe('a file of an award made elsewhere', () => {
  const about = {
    needId: '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7',
    item: 'gown-washable',
    schedule: [
      { due: '2027-02-01', quantity: 300 },
      { due: '2027-03-01', quantity: 200 },
    ],
    today: '2027-01-04',
  }
  const read = (text: string, language: 'fr' | 'en' = 'fr') => readAwardCsv(text, about, language)

  test('is read as buyers export it: semicolons, commas in figures, headings with accents', () => {
    const text = `\ufeffTitulaire;SIREN;Taille;Quantité;Prix HT;Pour;Tranche;Livraison
Maille du Nord;123 456 782;M;300;12 450,50 €;1000;2027-02-01;2027-01-28
Maille du Nord;123 456 782;;200;12;1;2027-03-01;`
    const found = read(text)
    expect('award' in found && found.award).toMatchObject({
      title: 'Maille du Nord',
      holders: [{ parties: [{ name: 'Maille du Nord', siren: '123456782', isLead: true }] }],
      lines: [
        {
          item: 'gown-washable',
          size: 'M',
          quantity: 300,
          priceCents: 1_245_050,
          perQuantity: 1000,
          meets: { tranche: '2027-02-01', due: '2027-01-28' },
        },
        { size: null, quantity: 200, priceCents: 1200, perQuantity: 1, meets: { due: '2027-03-01' } },
      ],
    })
  })

  test('fills in deliveries in their order where it names none', () => {
    const found = read('holder,quantity,price\nMaille,300,10\nMaille,200,10', 'en')
    expect('award' in found && found.award.lines.map(({ meets }) => meets?.tranche)).toEqual([
      '2027-02-01',
      '2027-03-01',
    ])
  })

  test('says what is wrong with it, in the reader’s language', () => {
    expect(read('Article;Quantité\nvisor;3')).toEqual({
      faults: ['Il manque la colonne « titulaire ».', 'Il manque la colonne « prix ».'],
    })
    expect(read('titulaire;quantité;prix\nA;trois;2\nA;4;cher')).toEqual({
      faults: ['Ligne 2 : « quantite » n’est pas un nombre.', 'Ligne 3 : « prix » n’est pas un nombre.'],
    })
    expect(read('holder,quantity,price\nA,1,1\nB,1,1', 'en')).toEqual({
      faults: ['The file names several holders: import one contract for each holder.'],
    })
    expect(read('titulaire;quantité;prix')).toEqual({ faults: ['Le fichier n’a aucune ligne.'] })
    expect(readAwardJson('{', 'fr')).toMatchObject({ faults: [expect.stringContaining('ne se lit pas')] })
    expect(readAwardJson('{"title": 3}', 'en')).toMatchObject({
      faults: [expect.stringContaining('has not the form expected')],
    })
  })
})
