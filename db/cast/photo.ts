/** What a demo photo shows. Drawn shapes, so that nobody takes one for evidence of anything. */
export const SCENES = ['pipe', 'drums', 'heap', 'smoke', 'truck'] as const
export type Scene = (typeof SCENES)[number]

const DRAWN: Record<Scene, string> = {
  pipe: '<rect y="300" width="800" height="300" fill="#6d8c8f"/><rect x="80" y="170" width="330" height="110" rx="20" fill="#888"/><path d="M400 180 q120 90 70 420 h190 q0 -330 -200 -420z" fill="#4b3a2a"/>',
  drums:
    '<rect y="380" width="800" height="220" fill="#9a8a6a"/><g fill="#2f5d8a"><rect x="120" y="210" width="120" height="200" rx="14"/><rect x="270" y="230" width="120" height="190" rx="14"/><rect x="430" y="200" width="120" height="215" rx="14"/></g><ellipse cx="470" cy="450" rx="190" ry="34" fill="#3b2f1f"/>',
  heap: '<rect y="400" width="800" height="200" fill="#8b9a63"/><path d="M90 470 L300 180 L420 300 L540 200 L740 470z" fill="#6b5f52"/><g fill="#8a8078"><rect x="210" y="380" width="60" height="40"/><rect x="480" y="360" width="90" height="36"/></g>',
  smoke:
    '<rect y="430" width="800" height="170" fill="#7d7d72"/><rect x="320" y="200" width="60" height="240" fill="#8a5a44"/><g fill="#4a4a4a" opacity="0.8"><circle cx="350" cy="170" r="60"/><circle cx="430" cy="120" r="80"/><circle cx="540" cy="80" r="95"/></g>',
  truck:
    '<rect y="420" width="800" height="180" fill="#5a5550"/><rect x="180" y="230" width="330" height="170" fill="#c77b30"/><rect x="520" y="270" width="130" height="130" fill="#3d6b8c"/><circle cx="270" cy="420" r="48" fill="#222"/><circle cx="570" cy="420" r="48" fill="#222"/>',
}

/** The drawing as SVG, 800 × 600, saying on its face what it is. */
export function drawingOf(scene: Scene): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#b9c7d3"/>${DRAWN[scene]}<rect x="0" y="540" width="800" height="60" fill="#000" opacity="0.45"/><text x="400" y="583" font-size="38" text-anchor="middle" fill="#fff" font-family="Noto Sans CJK SC, sans-serif">演示照片 DEMO</text></svg>`
}
