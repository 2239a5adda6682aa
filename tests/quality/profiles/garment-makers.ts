/** Real firms that cut and sew. */
import { barrierMasks, type Profile, surgicalMasks, respirators, washableGowns } from '../golden.ts'

export const garmentMakers: Profile[] = [
  {
    id: 'pain-de-sucre',
    says: 'Marseille house of luxury swimwear with its own sewing rooms, designers and a cutting machine',
    source:
      'https://france3-regions.francetvinfo.fr/provence-alpes-cote-d-azur/coronavirus-maison-pain-sucre-arrete-maillots-bain-fabrique-masques-anti-projections-1809364.html',
    machines: { 'cnc-multi-ply': 1, 'sew-overlock': 4, 'sew-coverstitch': 2, 'sew-lockstitch': 4 },
    people: { 't-sew-op': 8, 't-cut-op': 1, 't-design': 2 },
    materials: ['knit-elastane'],
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'mulliez-flory',
    says: 'Workwear of the Mauges: tunics, trousers and linen for hospitals and care homes, cut on site',
    source:
      'https://france3-regions.francetvinfo.fr/pays-de-la-loire/maine-et-loire/coronavirus-pres-cholet-saumur-entreprises-se-convertissent-fabrication-masques-1806144.html',
    machines: { 'cnc-multi-ply': 2, spreader: 2, 'sew-lockstitch': 12, 'sew-overlock': 12 },
    people: { 't-sew-op': 25, 't-cut-op': 6, 't-marker': 2 },
    materials: ['woven-workwear'],
    grades: {
      makes: washableGowns,
      couldMake: [...barrierMasks, 'gown-disposable', 'coverall-56', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'overshoe'],
    },
    uncertain:
      'The dense polyester gown is graded as made now: the seams are those of its tunics, the fabric is bought.',
  },
  {
    id: 'polaire-plus',
    says: 'Quebec maker of workwear and winter clothing, for snowmobiles above all, with 25 people',
    source: 'https://www.salutbonjour.ca/2020/04/10/8-endroits-ou-acheter-des-masques-concus-au-quebec',
    machines: { 'sew-lockstitch': 10, 'sew-overlock': 6, 'cut-table-knife': 2 },
    people: { 't-sew-op': 16, 't-cut-op': 2 },
    materials: ['woven-workwear', 'coated-fabric'],
    grades: {
      makes: ['gown-polycotton'],
      couldMake: [...barrierMasks, 'gown-washable', 'gown-disposable', 'coverall-56', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'overshoe', 'body-bag'],
    },
  },
  {
    id: 'chantelle-epernay',
    says: 'Lingerie workshop of Épernay: seamstresses, sewing machines, elastics and satin ties',
    source:
      'https://france3-regions.francetvinfo.fr/grand-est/marne/coronavirus-35-couturieres-chantelle-lingerie-fabriquent-benevolement-blouses-soignants-1821552.html',
    machines: { 'sew-lockstitch': 10, 'sew-zigzag': 15, 'sew-overlock': 10, 'sew-coverstitch': 4 },
    people: { 't-corset': 20, 't-sew-op': 15 },
    materials: ['knit-elastane', 'elastic', 'lace'],
    grades: {
      couldMake: [
        ...barrierMasks,
        'mask-inclusive',
        ...washableGowns,
        'gown-disposable',
        'cap-washable',
        'cap',
      ],
      withPartners: ['coverall-56', 'overshoe'],
    },
    uncertain: 'It names no cutting machine: gowns are sewn from kits cut elsewhere.',
  },
  {
    id: 'tissus-2000',
    says: 'Curtains, voiles and blinds of Barentin, sewn in its own workshop',
    source:
      'https://www.gazettenormandie.fr/article/seine-maritime-lentreprise-tissus-2-000-sadapte-a-la-crise-sanitaire',
    machines: { 'sew-lockstitch': 8, 'sew-overlock': 3, 'cut-table-knife': 2 },
    people: { 't-sew-op': 8, 't-cut-op': 1 },
    materials: ['woven-furnishing', 'woven-polyester'],
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'compagnie-dumas',
    says: 'Maker of fine pillows and duvets at Tonnerre, 45 people',
    source:
      'https://www.francebleu.fr/infos/sante-sciences/coronavirus-une-entreprise-de-l-yonne-va-produire-jusqu-a-1-700-masques-par-jour-1584992495',
    machines: { 'sew-quilting': 2, 'sew-lockstitch': 12, 'sew-overlock': 4, 'cut-table-knife': 2 },
    people: { 't-sew-op': 25, 't-cut-op': 3 },
    materials: ['bedding-padding', 'woven-cotton'],
    grades: {
      makes: ['cap-washable'],
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'pittsburgh-mattress',
    says: 'Mattresses for half a century, for ambulances and fire stations too; two makers and large machines',
    source:
      'https://www.heraldtribune.com/business/20200414/coronavirus-florida-ellenton-mattress-factory-making-masks',
    machines: { 'sew-quilting': 1, 'sew-lockstitch': 2, 'cut-table-knife': 1 },
    people: { 't-sew-op': 2 },
    materials: ['bedding-padding', 'woven-furnishing'],
    grades: {
      couldMake: barrierMasks,
      withPartners: ['mask-inclusive', ...washableGowns, 'gown-disposable', 'cap-washable', 'body-bag'],
    },
    uncertain: 'Two people sew anything in small lots; gowns would take them a season.',
  },
  {
    id: 'julien-h',
    says: 'Leather workshop of 16 people for the bags of luxury houses',
    source:
      'https://france3-regions.francetvinfo.fr/occitanie/aveyron/rodez/coronavirus-aveyron-atelier-maroquinerie-fabrique-masques-tissus-fournir-entreprises-locales-1808962.html',
    machines: { 'press-die': 2, 'sew-leather': 8 },
    people: { 't-sew-leather': 10, 't-leather-craft': 4 },
    materials: ['leather'],
    grades: {
      couldMake: [...barrierMasks, 'mask-inclusive', 'visor'],
      withPartners: ['body-bag', 'cap-washable', ...washableGowns, 'cap', 'gown-disposable', 'overshoe'],
    },
  },
  {
    id: 'mont-blanc',
    says: 'Paragliding school with a workshop that repairs canopies',
    source:
      'https://france3-regions.francetvinfo.fr/auvergne-rhone-alpes/covid-19-au-chomage-technique-deux-parapentistes-se-reconvertissent-fabrication-masques-1890988.html',
    machines: { 'sew-parachute': 3, 'cut-table-knife': 1 },
    people: { 't-sail': 3 },
    materials: ['woven-technical'],
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'coverall-56', 'body-bag'],
      withPartners: ['mask-inclusive', 'cap-washable', 'cap', 'overshoe'],
    },
    uncertain: 'Body bags want sealed seams, and it seals none: sewn ones of coated cloth are for transport.',
  },
  {
    id: 'thuasne',
    says: 'Orthoses, compression stockings and sports supports of Saint-Étienne: woven and knitted textiles, sewn',
    source:
      'https://france3-regions.francetvinfo.fr/auvergne-rhone-alpes/loire/saint-etienne/coronavirus-covid-19-saint-etienne-entreprise-thuasne-lance-masques-barrieres-lavables-30-fois-1809694.html',
    machines: {
      'loom-narrow': 30,
      'knit-circ-small': 60,
      'cnc-multi-ply': 2,
      'sew-lockstitch': 30,
      'sew-zigzag': 20,
      'sew-overlock': 20,
    },
    people: { 't-textile-machine': 30, 't-sew-op': 70, 't-cut-op': 6, 't-qa-dm': 3 },
    materials: ['elastic', 'narrow-fabric', 'knit-hosiery'],
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe', ...surgicalMasks, ...respirators],
    },
    uncertain: 'Surgical masks and respirators for its elastics alone.',
  },
  {
    id: 'gibaud',
    says: 'Compression tights, stockings and socks, and supports, in the Loire',
    source:
      'https://israelvalley.com/2020/04/02/la-maison-de-luxe-dior-annonce-la-reconversion-de-ses-ateliers-pour-la-fabrication-de-masques',
    machines: { 'knit-circ-small': 40, 'sew-overlock': 6 },
    people: { 't-textile-machine': 12, 't-sew-op': 10 },
    materials: ['knit-hosiery', 'yarn-elastic'],
    grades: {
      couldMake: barrierMasks,
      withPartners: [
        'mask-inclusive',
        ...washableGowns,
        'gown-disposable',
        'cap-washable',
        'cap',
        ...surgicalMasks,
      ],
    },
    uncertain: 'It sewed little and lent mostly elastics: masks from kits cut elsewhere.',
  },
]
