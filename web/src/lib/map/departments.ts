import collection from './departments.geo.json'

/** A department with its outline, simplified: for a region at a glance, not for a street. */
export interface Department {
  code: string
  name: string
  region: string
  shape: { type: 'MultiPolygon'; coordinates: number[][][][] }
}

/** The departments of France. Some 20 kB sent: import this file where a map is asked for. */
export const departments: Department[] = collection.features.map(({ properties, geometry }) => ({
  code: properties.code,
  name: properties.name,
  region: properties.regionCode,
  shape: { type: 'MultiPolygon', coordinates: geometry.coordinates },
}))
