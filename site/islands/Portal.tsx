import { PortalRoom } from './portal/PortalRoom.tsx'
import { type RoomProps, SignedIn } from './SignedIn.tsx'

/** The portal: where enterprises and others who answer for a plot file what they owe. */
export function Portal(props: RoomProps) {
  return (
    <SignedIn {...props} home="/portal/" called="企业填报">
      <PortalRoom />
    </SignedIn>
  )
}
