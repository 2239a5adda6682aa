import type { CatalogueProblem } from '@maillage/db/catalogue/problem.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'

const claims: Record<string, Text> = {
  'protects-patient': { fr: 'protège le patient', en: 'protects the patient' },
  'protects-wearer': { fr: 'protège le porteur', en: 'protects the wearer' },
  none: { fr: 'aucune revendication', en: 'no claim' },
}

const fields: Record<string, Text> = {
  family: { fr: 'famille de produits', en: 'product family' },
  composition: { fr: 'composition', en: 'composition' },
  endOfLife: { fr: 'fin de vie', en: 'end of life' },
  compliance: { fr: 'façons de le vendre', en: 'ways of selling it' },
}

/** A problem of a catalogue in a sentence that says the way out. */
const sentences: Record<CatalogueProblem['code'], (about: string) => Text> = {
  unknown: id => ({
    fr: `« ${id} » n’est pas dans le référentiel : choisissez autre chose, ou ajoutez-le à ce brouillon.`,
    en: `“${id}” is not in the catalogue: choose something else, or add it to this draft.`,
  }),
  twice: id => ({
    fr: `L’identifiant « ${id} » sert deux fois : donnez-en un autre à l’un des deux.`,
    en: `The id “${id}” is used twice: give one of the two another.`,
  }),
  circle: operation => ({
    fr: `Les opérations s’attendent l’une l’autre (${operation}) : ôtez l’une des étapes précédentes.`,
    en: `Operations wait for each other (${operation}): take out one of the steps before.`,
  }),
  'loose-ends': operations => ({
    fr: `La gamme doit finir par une seule opération ; elle finit par : ${operations || 'aucune'}. Dites laquelle vient après l’autre.`,
    en: `A recipe has to end with one operation; this one ends with: ${operations || 'none'}. Say which comes after the other.`,
  }),
  'nobody-can': operation => ({
    fr: `Aucune machine ni aucune reconversion ne permet « ${operation} » sur cette matière : choisissez un autre procédé, une autre famille de matière, ou ajoutez une reconversion.`,
    en: `No machine and no reorientation can do “${operation}” on this material: choose another process, another material family, or add a reorientation.`,
  }),
  'not-obtainable': () => ({
    fr: 'Rien ne permet de l’obtenir : ajoutez une gamme dont tous les intrants existent, ou dites comment l’acheter hors de la région.',
    en: 'There is no way to get it: add a recipe whose inputs can all be had, or say how it is bought outside the region.',
  }),
  mass: share => ({
    fr:
      share === ''
        ? 'La gamme ne consomme rien qui ait une masse : ajoutez ses intrants et leurs quantités.'
        : `La masse de l’article fait ${share} % de celle de ses intrants ; il faut entre 60 et 102 % : revoyez les quantités, ou la masse unitaire.`,
    en:
      share === ''
        ? 'The recipe consumes nothing that has a mass: add its inputs and their quantities.'
        : `The item’s mass is ${share}% of that of its inputs; it has to be between 60 and 102%: look at the quantities, or at the mass of a unit.`,
  }),
  'no-time': operation => ({
    fr: `« ${operation} » ne prend aucun temps : indiquez des minutes de machine ou de main-d’œuvre.`,
    en: `“${operation}” takes no time: give minutes of machine or of labour.`,
  }),
  missing: field => ({
    fr: `Un produit vendu en a besoin, renseignez-le : ${fields[field]?.fr ?? field}.`,
    en: `A product that is sold needs it, fill it in: ${fields[field]?.en ?? field}.`,
  }),
  'no-recipe-for-claim': claim => ({
    fr: `Aucune gamme n’atteint « ${claims[claim]?.fr ?? claim} » : cochez cette revendication sur une gamme, ou ôtez cette façon de vendre.`,
    en: `No recipe reaches “${claims[claim]?.en ?? claim}”: tick this claim on a recipe, or take out this way of selling.`,
  }),
  'sold-ready-made': () => ({
    fr: 'Un produit ne s’achète pas tout fait hors de la région : décrivez-le comme composant ou matière, ou ôtez l’achat extérieur.',
    en: 'A product is not bought ready-made outside the region: describe it as a component or material, or take out buying outside.',
  }),
  'reaches-nothing': () => ({
    fr: 'Aucune opération d’aucune gamme ne demande ce travail : vérifiez le procédé, les familles de matière et l’article.',
    en: 'No operation of any recipe asks for this work: check the process, the material families and the item.',
  }),
  'not-growing': () => ({
    fr: 'La montée en cadence doit croître d’une semaine à l’autre.',
    en: 'The ramp-up has to grow from week to week.',
  }),
  'not-between': () => ({
    fr: 'Le plus bas dépasse la valeur, ou la valeur dépasse le plus haut : remettez-les dans l’ordre.',
    en: 'The lowest is above the value, or the value above the highest: put them in order.',
  }),
  'not-whole-cents': () => ({
    fr: 'Indiquez un nombre entier de centimes.',
    en: 'Give a whole number of cents.',
  }),
  'too-wide': most => ({
    fr: `Aucune machine ne travaille à cette largeur : ${most} cm au plus.`,
    en: `No machine works at that width: ${most} cm at most.`,
  }),
  gauge: () => ({
    fr: 'La jauge la plus grosse dépasse la plus fine : échangez les deux.',
    en: 'The coarsest gauge is above the finest: exchange the two.',
  }),
  'nothing-offered': () => ({
    fr: 'Cette famille n’a plus aucun produit que l’on puisse demander : gardez-en un, ou ajoutez-en un.',
    en: 'This family has no product left that may be asked for: keep one, or add one.',
  }),
  'no-date': date => ({
    fr: `« ${date} » n’est pas un jour du calendrier : choisissez-en un.`,
    en: `“${date}” is no day of the calendar: choose one.`,
  }),
  'ends-before': () => ({
    fr: 'Cette date vient trop tôt : un régime finit après avoir commencé, et son stock sert au moins jusque-là.',
    en: 'This date comes too early: a regime ends after it begins, and its stock is of use until then at least.',
  }),
  'about-nothing': () => ({
    fr: 'Ce régime ne concerne aucun produit : choisissez des produits ou des familles.',
    en: 'This regime is about no product: choose products or families.',
  }),
  'claim-not-served': claim => ({
    fr: `Aucun de ces produits ne se vend avec « ${claims[claim]?.fr ?? claim} » : ôtez ce changement, ou choisissez d’autres produits.`,
    en: `None of these products is sold with “${claims[claim]?.en ?? claim}”: take this change out, or choose other products.`,
  }),
  idle: () => ({
    fr: 'Cette machine ne fait rien et ne peut rien devenir : donnez-lui un procédé.',
    en: 'This machine does nothing and can become nothing: give it a process.',
  }),
}

/** What a record is called; its id where it has no name. */
export function nameIn(catalogue: Catalogue, kind: CatalogueProblem['kind'], id: string): Text {
  const record = catalogue[kind].find(one => one.id === id)
  if (record === undefined) return { fr: id, en: id }
  return 'name' in record ? record.name : record.text
}

/** A problem as a fault of a record of a change, or of what the change breaks elsewhere, which is then named. */
export function sayProblem(problem: CatalogueProblem): Text {
  return sentences[problem.code](problem.about)
}
