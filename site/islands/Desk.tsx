import type { MapSettings } from '../components/map/map-settings.ts'
import { DeskRoom } from './desk/DeskRoom.tsx'
import { type RoomProps, SignedIn } from './SignedIn.tsx'

/** The desk: where the bureau's own people work. `ground`: what its maps draw. */
export function Desk({ ground, ...room }: RoomProps & { ground: MapSettings }) {
  return (
    <SignedIn {...room} home="/desk/" called="办件台">
      <DeskRoom ground={ground} />
    </SignedIn>
  )
}
