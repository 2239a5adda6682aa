/** Real needs, retold in other words than their source. */
import type { NeedText } from './annotation.ts'

const spring = '2020-04-24'

export const needsTold: NeedText[] = [
  {
    id: 'told-montfort',
    text: 'Commande de 26 000 masques pour les habitants de la communauté de communes, en vue du 11 mai. 2 500 masques avaient déjà été donnés aux agents et aux associations.',
    source: 'https://entreprendre.bzh/masques-fabrication-maires-confinement',
    on: spring,
    expects: [{ family: 'mask-uns', quantity: 26_000, deadline: '2020-05-11' }],
  },
  {
    id: 'told-grands-lacs',
    text: 'Sept communes des Landes groupent leur commande : 22 000 masques lavables en tissu. 13 000 sont déjà livrés. En plus, pour les soignants : FFP2 et masques chirurgicaux.',
    source:
      'https://www.ccgrandslacs.fr/Presentation-et-organisation/Actualites/Actualites-archivees/2020/52-000-masques-en-tissu-lavables-commandes-par-les-communes-des-Grands-Lacs',
    on: spring,
    expects: [
      { family: 'mask-uns', product: 'mask-uns1-adult', quantity: 22_000, place: 'Landes' },
      { family: 'ffp', product: 'ffp2', place: 'Landes' },
      { family: 'mask-surg', place: 'Landes' },
    ],
  },
  {
    id: 'told-angers',
    text: 'Angers équipe chaque habitant : plus de 300.000 masques alternatifs, réutilisables, en tissu, sont commandés à une entreprise du pays.',
    source:
      'https://www.cnews.fr/france/2020-04-19/ces-villes-qui-vont-distribuer-des-masques-leurs-habitants-948428',
    on: spring,
    expects: [{ family: 'mask-uns', product: 'mask-uns1-adult', quantity: 300_000, place: 'Angers' }],
  },
  {
    id: 'told-orleans',
    text: "L'hôpital d'Orléans manque de surblouses : il en faut plus de 2 500 par jour. Preneur également de charlottes, de surchaussures et de combinaisons de peintre. Côté masques, ça va.",
    source:
      'https://www.francebleu.fr/infos/sante-sciences/coronavirus-l-hopital-d-orleans-lance-un-appel-aux-dons-de-materiel-de-protection-pour-les-soignants-1586274992',
    on: spring,
    expects: [
      { family: 'gown', quantity: 2500, per: 'day', place: 'Orléans' },
      { family: 'cap', product: 'cap', place: 'Orléans' },
      { family: 'overshoe', product: 'overshoe', place: 'Orléans' },
      { family: 'coverall', product: 'coverall-56', place: 'Orléans' },
    ],
  },
  {
    id: 'told-occitanie-pupils',
    text: 'Pour les élèves de 6 à 11 ans des cars scolaires, la Région veut 15 000 masques lavables en tissu, Origine France Garantie.',
    source:
      'https://www.herault-tribune.com/articles/1563837/occitanie-la-region-elargit-la-distribution-de-masques-aux-eleves-de-6-a-11-ans/',
    expects: [
      {
        family: 'mask-uns',
        product: 'mask-uns1-child',
        quantity: 15_000,
        norms: ['origine-france-garantie'],
      },
    ],
  },
  {
    id: 'told-normandie-ffp2',
    text: 'La Région Normandie achète 500 000 FFP2 aux fins de protéger les soignants ; ils s’ajoutent aux 2 millions de masques déjà commandés.',
    source:
      'https://www.infonormandie.com/Normandie-500-000-masques-supplementaires-pour-les-soignants-de-la-Region_a27148.html',
    on: '2020-03-25',
    expects: [{ family: 'ffp', product: 'ffp2', quantity: 500_000, place: 'Normandie' }],
  },
  {
    id: 'told-normandie-surgical',
    text: 'Deux millions de masques chirurgicaux, par avion-cargo, sont commandés pour début avril. Nous recherchons aussi des FFP2 et des blouses.',
    source:
      'https://www.tendanceouest.com/actualite-356941-normandie-la-region-et-trois-departements-commandent-2-millions-de-masques',
    on: '2020-03-25',
    expects: [
      { family: 'mask-surg', quantity: 2_000_000, deadline: '2020-04-05' },
      { family: 'ffp', product: 'ffp2' },
      { family: 'gown' },
    ],
  },
  {
    id: 'told-espo',
    text: 'Open procedure, disposable gloves, medical grade (vinyl, nitrile). Tenders due 27th October 2017. Contract from 1st April 2018 to 31st March 2020, £1.5 million.',
    source: 'https://d3tenders.com/contract/?ocid=ocds-b5fd17-0e46b546-359f-4faa-b545-04ce28371603',
    on: '2017-09-01',
    expects: [
      { family: 'glove', product: 'glove-vinyl', deadline: '2017-10-27' },
      { family: 'glove', product: 'glove-nitrile', deadline: '2017-10-27' },
    ],
  },
  {
    id: 'told-montelimar',
    text: "L'hôpital de Montélimar n'a presque plus de sur-blouses à usage unique. Preneur aussi de FFP2 et de FFP3.",
    source:
      'https://www.francebleu.fr/infos/sante-sciences/un-appel-a-l-aide-urgent-de-l-hopital-de-montelimar-qui-a-besoin-de-sur-blouses-1584551682',
    expects: [
      { family: 'gown', product: 'gown-disposable', place: 'Montélimar' },
      { family: 'ffp', product: 'ffp2', place: 'Montélimar' },
      { family: 'ffp', product: 'ffp3', place: 'Montélimar' },
    ],
  },
  {
    id: 'told-essonne',
    text: "1,5 million de masques en tissu, modèle testé par la DGA, un pour chaque habitant de l'Essonne",
    source:
      'https://www.le-republicain.fr/a-la-une/covid-19-le-departement-va-fournir-un-masque-a-chaque-essonnien',
    expects: [
      {
        family: 'mask-uns',
        product: 'mask-uns1-adult',
        quantity: 1_500_000,
        place: 'Essonne',
        norms: ['uns-note-2020'],
      },
    ],
  },
  {
    id: 'told-inclusive',
    text: "L'Éducation nationale demande 100 000 masques transparents, pour que l'on puisse lire sur les lèvres des enseignants, d'ici fin septembre.",
    source: 'https://www.lagazettedescommunes.com/694860/des-masques-transparents-pour-quels-agents/',
    on: '2020-09-06',
    expects: [{ family: 'mask-uns', product: 'mask-inclusive', quantity: 100_000, deadline: '2020-09-30' }],
  },
  {
    id: 'told-herault',
    text: 'Début avril : 4 000 masques chirurgicaux jetables pour les agents exposés ; puis 23 000 chirurgicaux. Et 70 000 masques lavables en textile pour la population, entre 3 et 5 euros pièce.',
    source:
      'https://www.cc-vallee-herault.fr/commun/actualites-109/70-000-masques-pour-la-vallee-de-lherault-2747.html?cHash=caee1234f907274266fb0d4d97b28655',
    on: '2020-05-02',
    expects: [
      { family: 'mask-surg', quantity: 27_000 },
      { family: 'mask-uns', product: 'mask-uns1-adult', quantity: 70_000 },
    ],
  },
  {
    id: 'told-ales',
    text: 'Alès Agglomération a commandé 150 000 masques barrière de catégorie 1, un par habitant.',
    source:
      'https://lemag.ales.fr/actualites/ales-agglomeration-a-commande-150000-masques-pour-la-population',
    expects: [
      {
        family: 'mask-uns',
        product: 'mask-uns1-adult',
        quantity: 150_000,
        place: 'Alès',
        norms: ['uns-note-2020'],
      },
    ],
  },
]
