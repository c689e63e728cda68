//go:build tools

// What is built from published modules to check the manifests with; go.mod pins their versions.
package tools

import (
	_ "github.com/compose-spec/compose-go/v2/cmd"
	_ "sigs.k8s.io/kustomize/kustomize/v5"
)
