export const voice = {
  'voice.hold': 'Hold to talk',
  'voice.live': 'You speak',
  'voice.off': 'off: turn it on',
  'voice.asking': 'asks for microphone',
  'voice.refused': 'microphone refused',
  'voice.missing': 'no microphone',
  'voice.insecure': 'no microphone',
  'voice.nobody': 'nobody hears you',
  'voice.nobody_on': 'no voice near',
  'voice.one_hears': '{who} hears you',
  'voice.hear': '{count} hear you',
  'voice.speaks': '{who} speaks',
  'voice.speak': '{who} speak',
  'voice.and': '{who} and {last}',

  'voice.off_more':
    'Voice is off. Allow it, and players who hear each other aboard hear each other here. Your microphone is asked for, and is sent only while you hold the key.',
  'voice.asking_more': 'The browser asks whether this page may use the microphone.',
  'voice.refused_more':
    'The browser refuses this page the microphone. Allow it beside the address, then press the key again. You hear others all the same.',
  'voice.missing_more':
    'No microphone was found. Plug one in and press the key again. You hear others all the same.',
  'voice.insecure_more':
    "Browsers give the microphone only to pages opened over https, or on the ship's own machine as localhost. You hear others all the same.",
  'voice.nobody_more': 'No player is where you could be heard. Go to them, or call.',
  'voice.hears_more': 'By voice: {who}.',
  'voice.silent_more': 'In hearing, but voice is off there: {who}.',

  'settings.voice': 'Voice',
  'settings.voice_volume': 'Loudness of voices',
  'keys.voice': 'Hold to talk by voice',
} as const;
