// For scripts/profile: where RECORDING says so, each JVM that a part is about records itself into that folder.
'use strict'

// What to set for such a JVM besides.
function recorded() {
  const { RECORDING: folder, RECORDING_SECONDS: seconds } = process.env
  if (!folder) return {}
  const until = seconds ? `duration=${seconds}s,` : ''
  return { JDK_JAVA_OPTIONS: `-XX:StartFlightRecording=${until}filename=${folder}/%p.jfr,dumponexit=true,settings=profile` }
}

module.exports = { recorded }
