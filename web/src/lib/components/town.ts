/** A commune, and where it is. */
export interface Town {
  code: string
  name: string
  department: string
  latitude: number
  longitude: number
}
