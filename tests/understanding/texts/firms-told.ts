/** Real firms, retold in other words than their source. */
import type { FirmText } from './annotation.ts'

export const firmsTold: FirmText[] = [
  {
    id: 'told-swimwear',
    text: 'Nous créons des maillots de bain haut de gamme à Marseille. Sur place : ateliers de couture, stylistes, une machine à découper.',
    source:
      'https://france3-regions.francetvinfo.fr/provence-alpes-cote-d-azur/coronavirus-maison-pain-sucre-arrete-maillots-bain-fabrique-masques-anti-projections-1809364.html',
    expects: {
      machine: ['cnc-multi-ply:1'],
      trade: ['t-design'],
      activity: ['swimwear', 'sewing'],
    },
  },
  {
    id: 'told-hosiery',
    text: 'Fabrication de bas, collants et chaussettes de contention dans la Loire',
    source:
      'https://israelvalley.com/2020/04/02/la-maison-de-luxe-dior-annonce-la-reconversion-de-ses-ateliers-pour-la-fabrication-de-masques',
    expects: { activity: ['hosiery', 'orthopaedic'] },
  },
  {
    id: 'told-workwear',
    text: 'Vêtement professionnel (tuniques, pantalons, linge pour les hôpitaux). Nous coupons et assemblons dans les Mauges.',
    source:
      'https://france3-regions.francetvinfo.fr/pays-de-la-loire/maine-et-loire/coronavirus-pres-cholet-saumur-entreprises-se-convertissent-fabrication-masques-1806144.html',
    expects: {
      activity: ['workwear'],
      also: ['shirts', 'tailoring', 'sew', 'cut-man', 'assemble', 'sewing'],
    },
  },
  {
    id: 'told-winter-wear',
    text: 'Quebec manufacturer of workwear and winter clothing (snowmobile suits), 25 employees.',
    source: 'https://www.salutbonjour.ca/2020/04/10/8-endroits-ou-acheter-des-masques-concus-au-quebec',
    expects: { activity: ['workwear', 'sportswear'], employees: 25, also: ['tailoring'] },
  },
  {
    id: 'told-mattress',
    text: 'Family mattress factory in Florida for fifty years; two people sew on heavy machines.',
    source:
      'https://www.heraldtribune.com/business/20200414/coronavirus-florida-ellenton-mattress-factory-making-masks',
    expects: { activity: ['mattresses'], process: ['sew'], employees: 2 },
  },
  {
    id: 'told-pillows',
    text: "Maison fondée à Tonnerre, 45 salariés : couettes, oreillers, surmatelas garnis de duvet et de plumes d'oie.",
    source:
      'https://www.francebleu.fr/infos/sante-sciences/coronavirus-une-entreprise-de-l-yonne-va-produire-jusqu-a-1-700-masques-par-jour-1584992495',
    expects: { activity: ['bedding'], material: ['bedding-padding'], employees: 45 },
  },
  {
    id: 'told-orthoses',
    text: 'Textiles médicaux tissés et tricotés depuis 1847 : ceintures lombaires, orthèses, bas de contention. Polyamide et viscose. 2 200 collaborateurs.',
    source:
      'https://france3-regions.francetvinfo.fr/auvergne-rhone-alpes/loire/saint-etienne/coronavirus-covid-19-saint-etienne-entreprise-thuasne-lance-masques-barrieres-lavables-30-fois-1809694.html',
    expects: {
      activity: ['orthopaedic'],
      process: ['weave', 'knit'],
      material: ['woven-technical'],
      employees: 2200,
      also: ['hosiery', 'textile', 'fibre-viscose'],
    },
  },
  {
    id: 'told-leather',
    text: 'Atelier de 16 personnes en Aveyron. Le cuir est notre métier : sacs à main pour de grandes maisons.',
    source:
      'https://france3-regions.francetvinfo.fr/occitanie/aveyron/rodez/coronavirus-aveyron-atelier-maroquinerie-fabrique-masques-tissus-fournir-entreprises-locales-1808962.html',
    expects: { activity: ['leather'], material: ['leather'], employees: 16 },
  },
  {
    id: 'told-curtains',
    text: 'rideaux voilages stores sur mesure, nos couturieres travaillent dans notre atelier de couture a Barentin',
    source:
      'https://www.gazettenormandie.fr/article/seine-maritime-lentreprise-tissus-2-000-sadapte-a-la-crise-sanitaire',
    expects: {
      activity: ['curtains', 'sewing'],
      trade: ['t-sew-op'],
      material: [],
      also: ['woven-polyester'],
    },
  },
  {
    id: 'told-technical-weaver',
    text: "Tisseur de textiles techniques en Isère. Nous livrons l'aéronautique, l'automobile et le bâtiment, y compris en composites thermoplastiques.",
    source:
      'https://groupe-ecomedia.com/covid-19-porcher-industries-produit-des-masques-high-tech-made-in-isere/',
    expects: { activity: ['technical-weaving'] },
  },
  {
    id: 'told-spinner',
    text: 'One of the largest cotton spinning mills in North Carolina, founded in 1916: open-end and ring-spun yarns.',
    source:
      'https://www.dailysignal.com/2020/04/01/textile-industry-aims-to-manufacture-10-million-face-masks-a-week/',
    expects: {
      activity: ['spinning'],
      also: ['oe-spin', 'woven-cotton', 'ring-spin', 'yarn-fine', 'yarn-coarse'],
    },
  },
  {
    id: 'told-paragliders',
    text: 'École de parapente avec son atelier : on répare et on recoud les voiles des pilotes de la vallée.',
    source:
      'https://france3-regions.francetvinfo.fr/auvergne-rhone-alpes/covid-19-au-chomage-technique-deux-parapentistes-se-reconvertissent-fabrication-masques-1890988.html',
    expects: { activity: ['sails'], also: ['sew'] },
  },
  {
    id: 'told-lingerie',
    text: "35 couturières, des machines à coudre, des élastiques, des liens en satin : notre atelier de lingerie d'Épernay.",
    source:
      'https://france3-regions.francetvinfo.fr/grand-est/marne/coronavirus-35-couturieres-chantelle-lingerie-fabriquent-benevolement-blouses-soignants-1821552.html',
    expects: {
      trade: ['t-sew-op:35'],
      machine: ['sew-lockstitch'],
      material: ['elastic'],
      activity: ['lingerie'],
      also: ['sewing', 'narrow', 'woven-polyester'],
    },
  },
  {
    id: 'told-bin-bags',
    text: 'On extrude et on soude du film polyéthylène : emballages plastiques et sacs poubelle, notamment pour les hôpitaux.',
    source:
      'https://france3-regions.francetvinfo.fr/normandie/seine-maritime/dieppe/coronavirus-sacs-poubelles-transformes-surblouses-manchettes-soignants-1815734.html',
    expects: {
      activity: ['plastic-bags'],
      material: ['film-pe'],
      also: ['film-ext', 'heat-seal', 'cartons', 'rigid-plastic'],
    },
  },
  {
    id: 'told-plastic-sheet',
    text: 'PME de 30 salariés à Troyes, transformation de plastique : nous découpons et usinons des plaques de PVC et de plexiglas pour des agenceurs.',
    source: 'https://forumeco.fr/plasticite-face-au-covid-19/',
    expects: {
      activity: ['sheets'],
      material: ['film-pvc'],
      employees: 30,
      also: ['cut-man', 'mechanics', 'film-pet', 'rigid-plastic'],
    },
  },
  {
    id: 'told-adhesive-films',
    text: 'European leader in self-adhesive films: vinyl wraps and protective films. 450 people near Sète.',
    source:
      'https://dis-leur.fr/herault-hexis-fabrique-un-film-plastique-efficace-contre-le-covid-19/?shared=email&msg=fail',
    expects: { activity: ['adhesive-films'], employees: 450, also: ['film-adhesive'] },
  },
  {
    id: 'told-perfume',
    text: 'Sous-traitant en parfums et cosmétiques pour un grand joaillier : mélange, remplissage de flacons, conditionnement.',
    source:
      'https://www.leggo.it/moda/moda_riconversione_aziende_armani_prada_cucinelli_mascherine_camici_ultime_notizie_oggi_30_marzo_2020-5140925.html',
    expects: { activity: ['cosmetics'], process: ['mix-fill', 'pack'] },
  },
]
