module baton/tests/support/otlp

go 1.24.0

require go.opentelemetry.io/collector/pdata v1.40.0
