import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartOption, type ChartLook } from './chart-option';
import type { ChartSpec } from './chart-spec';

register([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
]);

interface Frame {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The picture that leaves the page takes its title along. */
  readonly titled: boolean;
}

/**
 * A chart as the text of an SVG without styles: the content policy refuses the style elements and attributes that the
 * library writes, so the letters are told by attributes. The library keeps nothing of it.
 */
export function drawChart(spec: ChartSpec, look: ChartLook, { width, height, titled }: Frame): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(chartOption(spec, look, { width, titled }));
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

export function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_all, style: string) => attributes(style));
}

/** Declarations that an SVG can state as attributes; the others (choice of text, cursor) need none. */
function attributes(style: string): string {
  // Quotes within are written as &quot;, whose semicolon ends nothing.
  return style
    .split(/;(?![^&]*&quot;)/)
    .map((each) => each.trim())
    .flatMap((declaration) => {
      const mark = declaration.indexOf(':');
      const name = declaration.slice(0, mark);
      return /^(?:font-(?:size|family|style|weight))$/.test(name)
        ? [` ${name}="${declaration.slice(mark + 1).trim()}"`]
        : [];
    })
    .join('');
}
