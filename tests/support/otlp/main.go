// Reads bodies of OTLP/HTTP in JSON with the OpenTelemetry collector's own parser, and writes each as the
// collector's own writer does: what is missing there, the collector has not understood.
//
// In: for each body its length in decimal, a newline, the body. Out: a line of JSON each.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

type understood struct {
	Spans int             `json:"spans"`
	Body  json.RawMessage `json:"body,omitempty"`
	Error string          `json:"error,omitempty"`
}

func understand(body []byte) understood {
	traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(body)
	if err != nil {
		return understood{Error: err.Error()}
	}
	again, err := (&ptrace.JSONMarshaler{}).MarshalTraces(traces)
	if err != nil {
		return understood{Error: err.Error()}
	}
	return understood{Spans: traces.SpanCount(), Body: again}
}

func next(in *bufio.Reader) ([]byte, error) {
	var size int
	if _, err := fmt.Fscanf(in, "%d\n", &size); err != nil {
		return nil, err
	}
	body := make([]byte, size)
	_, err := io.ReadFull(in, body)
	return body, err
}

func run(in *bufio.Reader, out *json.Encoder) error {
	for {
		body, err := next(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = out.Encode(understand(body))
		}
		if err != nil {
			return err
		}
	}
}

func main() {
	if err := run(bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, "otlp:", err)
		os.Exit(1)
	}
}
